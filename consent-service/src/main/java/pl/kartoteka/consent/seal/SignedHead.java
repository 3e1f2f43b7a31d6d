package pl.kartoteka.consent.seal;

import java.time.Instant;
import java.util.List;

import pl.kartoteka.consent.ledger.CanonicalJson;
import pl.kartoteka.consent.ledger.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A head over all chains: what it says as canonical JSON, the hash of that, and the signature over it.
 *
 * @param head the number, the hash of the head before it, how many chains and entries there were, the root over the chains that
 *     grew since, the time and the key
 */
public record SignedHead(long number, String head, String hash, byte[] signature) {
    private static final int FORMAT = 1;

    /** @param grown in the order of client ids */
    static SignedHead next(Last last, List<SealedChain> grown, long newChains, long newEntries, LedgerKeys keys,
            Instant at) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        json.put("number", last.number() + 1);
        json.put("previous", last.hash());
        json.put("signedAt", at.toString());
        json.put("keyId", keys.currentId());
        json.put("chains", last.chains() + newChains);
        json.put("entries", last.entries() + newEntries);
        json.put("sealed", grown.size());
        json.put("root", MerkleTree.root(grown));
        String canonical = CanonicalJson.of(json);
        return new SignedHead(last.number() + 1, canonical, Sha256.of(canonical), keys.sign(canonical));
    }

    /** What the head says, read back. */
    public JsonNode says() {
        return CanonicalJson.read(head);
    }

    /** What the next head builds upon. */
    record Last(long number, String hash, long chains, long entries) {
        static final Last NONE = new Last(0, Sha256.NONE, 0, 0);

        static Last of(SignedHead head) {
            JsonNode says = head.says();
            return new Last(
                    head.number(), head.hash(), says.path("chains").asLong(), says.path("entries").asLong());
        }
    }
}
