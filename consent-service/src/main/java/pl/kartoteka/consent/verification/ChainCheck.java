package pl.kartoteka.consent.verification;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.ledger.Detail;
import pl.kartoteka.consent.ledger.LedgerEntry;
import pl.kartoteka.consent.ledger.Sha256;
import pl.kartoteka.consent.seal.SealedChain;
import pl.kartoteka.consent.verification.Finding.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Checks the chain of one client, row by row in the order of positions. */
final class ChainCheck {
    private final UUID clientId;
    private final Map<String, String> textHashes;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Long> withoutDetail = new ArrayList<>();
    private final Map<Long, String> hashes = new HashMap<>();
    private final Map<String, JsonNode> last = new HashMap<>();
    private long position;
    private String hash = Sha256.NONE;
    private long entries;

    /** @param textHashes SHA-256 of every text there is, by {@link #textKey} */
    ChainCheck(UUID clientId, Map<String, String> textHashes) {
        this.clientId = clientId;
        this.textHashes = textHashes;
    }

    static String textKey(String purpose, String language, int version) {
        return purpose + " " + language + " " + version;
    }

    void entry(StoredEntry row) {
        entries++;
        if (row.position() != position + 1) {
            find(row.position(), Kind.ENTRY_MISSING);
        }
        if (!Sha256.of(row.entry()).equals(row.hash())) {
            find(row.position(), Kind.ENTRY_ALTERED);
        }
        JsonNode entry = read(row.entry());
        if (!entry.path("clientId").asString("").equals(clientId.toString())
                || entry.path("position").asLong(0) != row.position()) {
            find(row.position(), Kind.ENTRY_MISPLACED);
        }
        if (!entry.path("previous").asString("").equals(hash)) {
            find(row.position(), Kind.LINK_BROKEN);
        }
        detail(row, entry);
        text(row, entry);
        if (entry.path("origin").asString("").equals("ERASURE")) {
            withoutDetail.clear();
            last.clear();
        } else {
            last.put(entry.path("purpose").asString(""), entry);
        }
        position = row.position();
        hash = row.hash();
        hashes.put(position, hash);
    }

    /** Ends the chain: against what signed heads saw of it, against its head, and against the states that rest on it. */
    List<Finding> end(@Nullable StoredHead head, List<StoredState> states, List<SealedChain> seals) {
        seals.stream()
                .filter(seal -> !seal.hash().equals(hashes.get(seal.length())))
                .forEach(seal -> findings.add(
                        new Finding(clientId, seal.length(), seal.number(), Kind.SEALED_ENTRY_DIFFERS)));
        if (head == null && position == 0 && !seals.isEmpty()) {
            return findings;
        }
        if (head == null) {
            find(null, Kind.HEAD_MISSING);
        } else if (head.length() != position || !head.hash().equals(hash)) {
            find(null, Kind.END_DIFFERS);
        }
        withoutDetail.forEach(at -> find(at, Kind.DETAIL_MISSING));
        for (StoredState state : states) {
            JsonNode entry = last.remove(state.purposeCode());
            if (entry == null || !state.isWhat(entry)) {
                find(state.position(), Kind.STATE_DIFFERS);
            }
        }
        last.values().forEach(entry -> find(entry.path("position").asLong(0), Kind.STATE_DIFFERS));
        return findings;
    }

    long entries() {
        return entries;
    }

    /** What PostgreSQL takes for JSON may still be more than a parser here takes; then no entry was written like that. */
    private static JsonNode read(String entry) {
        try {
            return LedgerEntry.read(entry);
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    private void detail(StoredEntry row, JsonNode entry) {
        String expected = entry.path("detail").asString("");
        if (row.salt() == null || row.detail() == null) {
            if (!expected.isEmpty()) {
                withoutDetail.add(row.position());
            }
        } else if (!Detail.hash(row.salt(), row.detail()).equals(expected)) {
            find(row.position(), Kind.DETAIL_ALTERED);
        }
    }

    private void text(StoredEntry row, JsonNode entry) {
        String expected = entry.path("textHash").asString("");
        String key = textKey(
                entry.path("purpose").asString(""),
                entry.path("textLanguage").asString(""),
                entry.path("textVersion").asInt(0));
        if (!expected.isEmpty() && !expected.equals(textHashes.get(key))) {
            find(row.position(), Kind.TEXT_ALTERED);
        }
    }

    private void find(@Nullable Long at, Kind kind) {
        findings.add(new Finding(clientId, at, null, kind));
    }
}
