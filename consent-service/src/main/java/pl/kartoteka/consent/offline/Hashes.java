package pl.kartoteka.consent.offline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 in lower-case hexadecimal, and the root of a tree of it (RFC 6962). */
final class Hashes {
    static final String NONE = "0".repeat(64);

    private Hashes() {}

    static String of(String text) {
        return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String root(List<String> leaves) {
        if (leaves.isEmpty()) {
            return of("");
        }
        List<byte[]> level = new ArrayList<>();
        leaves.forEach(leaf -> level.add(sha256(new byte[]{0}, leaf.getBytes(StandardCharsets.US_ASCII))));
        return HexFormat.of().formatHex(root(level, 0, level.size()));
    }

    /** As the RFC says it: split at the largest power of two below the size. */
    private static byte[] root(List<byte[]> leaves, int from, int to) {
        if (to - from == 1) {
            return leaves.get(from);
        }
        int split = from + Integer.highestOneBit(to - from - 1);
        return sha256(new byte[]{1}, root(leaves, from, split), root(leaves, split, to));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing (every Java platform must have it)", e);
        }
    }
}
