package pl.kartoteka.consent.verification;

import java.util.ArrayList;
import java.util.List;

import pl.kartoteka.consent.ledger.Sha256;
import pl.kartoteka.consent.seal.LedgerKeys;
import pl.kartoteka.consent.seal.MerkleTree;
import pl.kartoteka.consent.seal.SealedChain;
import pl.kartoteka.consent.seal.SignedHead;
import pl.kartoteka.consent.verification.Finding.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Checks the signed heads, one after the other, and what each of them sealed. */
final class SignedHeadsCheck {
    private final LedgerKeys keys;
    private final List<Finding> findings = new ArrayList<>();
    private long number;
    private String hash = Sha256.NONE;

    SignedHeadsCheck(LedgerKeys keys) {
        this.keys = keys;
    }

    void add(StoredHeads.Sealed page) {
        page.heads().forEach(head -> add(head, page.of(head)));
    }

    List<Finding> findings() {
        return findings;
    }

    /** Of the last head. */
    long number() {
        return number;
    }

    /** Of the last head. */
    String hash() {
        return hash;
    }

    private void add(SignedHead head, List<SealedChain> sealed) {
        JsonNode says = read(head);
        if (head.number() != number + 1) {
            find(head, Kind.SIGNED_HEAD_MISSING);
        }
        if (says.path("number").asLong(0) != head.number()
                || !says.path("previous").asString("").equals(hash)
                || !Sha256.of(head.head()).equals(head.hash())
                || !keys.verify(says.path("keyId").asString(""), head.head(), head.signature())) {
            find(head, Kind.SIGNED_HEAD_ALTERED);
        }
        if (says.path("sealed").asInt(-1) != sealed.size()
                || !says.path("root").asString("").equals(MerkleTree.root(sealed))) {
            find(head, Kind.SEAL_ALTERED);
        }
        number = head.number();
        hash = head.hash();
    }

    private static JsonNode read(SignedHead head) {
        try {
            return head.says();
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }

    private void find(SignedHead head, Kind kind) {
        findings.add(new Finding(null, null, head.number(), kind));
    }
}
