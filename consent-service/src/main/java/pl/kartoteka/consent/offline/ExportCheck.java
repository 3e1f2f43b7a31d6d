package pl.kartoteka.consent.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import static pl.kartoteka.consent.offline.Json.number;
import static pl.kartoteka.consent.offline.Json.string;

/** Takes the lines of an export one after the other and says where the ledger is not as it was written. */
final class ExportCheck {
    private static final int FORMAT = 1;

    private final PublicKeys keys;
    private final Consumer<String> found;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<Seal>> seals = new HashMap<>();
    private final Set<String> headHashes = new HashSet<>();
    private final List<String> leaves = new ArrayList<>();
    private Map<String, Object> head = Map.of();
    private long headNumber;
    private String headHash = Hashes.NONE;
    private ExportedChain chain = new ExportedChain("", texts, false, _ -> {});
    private boolean details;
    private boolean ended;
    private long lines;
    private long entries;
    private long chains;

    ExportCheck(PublicKeys keys, Consumer<String> found) {
        this.keys = keys;
        this.found = found;
    }

    void line(String text) {
        Map<String, Object> line = Json.object(text);
        switch (string(line, "type")) {
            case "ledger" -> begin(line);
            case "head" -> head(line);
            case "seal" -> seal(line);
            case "text" -> texts.put(
                    string(line, "purpose") + " " + string(line, "language") + " " + number(line, "version", 0),
                    Hashes.of(string(line, "text")));
            case "entry" -> of(line).entry(line);
            case "chain" -> of(line).end(line);
            case "state" -> of(line).state(line);
            case "end" -> end(line);
            default -> throw new IllegalArgumentException("a line of no known type");
        }
        lines++;
    }

    /** What only shows at the end. */
    void close(String headKeptElsewhere) {
        if (!ended) {
            found.accept("export: CUT_OFF");
        }
        if (!headKeptElsewhere.isEmpty() && !headHashes.contains(headKeptElsewhere)) {
            found.accept("head kept elsewhere: SIGNED_HEAD_MISSING");
        }
    }

    String summary() {
        return "%d chains, %d entries, %d signed heads, the last: %s".formatted(chains, entries, headNumber, headHash);
    }

    private void begin(Map<String, Object> line) {
        if (number(line, "format", 0) != FORMAT) {
            throw new IllegalArgumentException("an export of another format (expected: " + FORMAT + ")");
        }
        details = Boolean.TRUE.equals(line.get("details"));
    }

    private void head(Map<String, Object> line) {
        closeHead();
        String text = string(line, "head");
        long number = number(line, "number", 0);
        head = Json.objectOrEmpty(text);
        if (number != headNumber + 1) {
            found.accept("head " + number + ": SIGNED_HEAD_MISSING");
        }
        if (number(head, "number", 0) != number
                || !string(head, "previous").equals(headHash)
                || !Hashes.of(text).equals(string(line, "hash"))
                || !keys.signed(text, string(line, "signature"))) {
            found.accept("head " + number + ": SIGNED_HEAD_ALTERED");
        }
        headNumber = number;
        headHash = string(line, "hash");
        headHashes.add(headHash);
        leaves.clear();
    }

    private void seal(Map<String, Object> line) {
        String client = string(line, "clientId");
        Seal seal = new Seal(number(line, "number", 0), number(line, "length", 0), string(line, "hash"));
        leaves.add(client + " " + seal.length() + " " + seal.hash());
        seals.computeIfAbsent(client, _ -> new ArrayList<>()).add(seal);
    }

    private void closeHead() {
        if (headNumber > 0 && (number(head, "sealed", -1) != leaves.size()
                || !string(head, "root").equals(Hashes.root(leaves)))) {
            found.accept("head " + headNumber + ": SEAL_ALTERED");
        }
    }

    private ExportedChain of(Map<String, Object> line) {
        String client = string(line, "clientId");
        if (!chain.client().equals(client)) {
            closeChain();
            chain = new ExportedChain(client, texts, details, found);
        }
        return chain;
    }

    private void closeChain() {
        if (!chain.client().isEmpty()) {
            List<Seal> sealed = seals.remove(chain.client());
            chain.close(sealed == null ? List.of() : sealed);
            chains += chain.entries() > 0 ? 1 : 0;
            entries += chain.entries();
        }
    }

    private void end(Map<String, Object> line) {
        closeHead();
        closeChain();
        // What is still sealed here belongs to chains of which nothing is left.
        seals.forEach((client, sealed) -> new ExportedChain(client, texts, details, found).close(sealed));
        if (number(line, "lines", -1) != lines) {
            found.accept("export: LINES_MISSING");
        }
        ended = true;
    }

    /** What a signed head saw of a chain. */
    record Seal(long number, long length, String hash) {}
}
