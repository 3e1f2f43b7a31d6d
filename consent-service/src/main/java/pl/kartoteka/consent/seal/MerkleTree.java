package pl.kartoteka.consent.seal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import pl.kartoteka.consent.ledger.Sha256;

/** The root over sealed chains, as RFC 6962 builds it: leaves and nodes are hashed with different prefixes. */
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** @param chains in the order of client ids */
    public static String root(List<SealedChain> chains) {
        List<byte[]> level = chains.stream()
                .map(chain -> hash(LEAF, chain.leaf().getBytes(StandardCharsets.US_ASCII), new byte[0]))
                .toList();
        if (level.isEmpty()) {
            return HexFormat.of().formatHex(Sha256.digest().digest());
        }
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                above.add(hash(NODE, level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                above.add(level.getLast());
            }
            level = above;
        }
        return HexFormat.of().formatHex(level.getFirst());
    }

    private static byte[] hash(byte prefix, byte[] one, byte[] other) {
        MessageDigest digest = Sha256.digest();
        digest.update(prefix);
        digest.update(one);
        return digest.digest(other);
    }
}
