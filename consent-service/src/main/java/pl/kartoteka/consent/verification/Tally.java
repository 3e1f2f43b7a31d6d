package pl.kartoteka.consent.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import pl.kartoteka.consent.ledger.Sha256;
import pl.kartoteka.consent.verification.StoredChains.Stored;

/** Adds up what the checks of the single chains find. */
final class Tally {
    private static final int SHOWN = 1_000;

    private final Map<String, String> textHashes;
    private final SignedHeadsCheck signed;
    private final MessageDigest heads = Sha256.digest();
    private final List<Finding> shown = new ArrayList<>();
    private long chains;
    private long entries;
    private long findings;

    Tally(Map<String, String> textHashes, SignedHeadsCheck signed) {
        this.textHashes = textHashes;
        this.signed = signed;
        add(signed.findings());
    }

    void add(Stored page) {
        page.clients().forEach(client -> add(client, page));
    }

    Verification result(Instant at) {
        String headsHash = HexFormat.of().formatHex(heads.digest());
        return new Verification(
                findings == 0,
                chains,
                entries,
                headsHash,
                signed.number(),
                signed.hash(),
                findings,
                List.copyOf(shown),
                at);
    }

    private void add(UUID client, Stored page) {
        ChainCheck check = new ChainCheck(client, textHashes);
        page.entries().getOrDefault(client, List.of()).forEach(check::entry);
        StoredHead head = page.heads().get(client);
        List<Finding> found = check.end(
                head, page.states().getOrDefault(client, List.of()), page.seals().getOrDefault(client, List.of()));
        if (head != null && head.length() > 0) {
            chains++;
            heads.update((client + " " + head.length() + " " + head.hash() + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        entries += check.entries();
        add(found);
    }

    private void add(List<Finding> found) {
        findings += found.size();
        found.stream().limit(SHOWN - shown.size()).forEach(shown::add);
    }
}
