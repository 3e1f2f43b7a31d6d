package pl.kartoteka.consent.offline;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The keys whoever checks has decided to believe. */
final class PublicKeys {
    private final List<PublicKey> keys = new ArrayList<>();

    /** @param text what {@code GET /consent-ledger/public-key} answers, or one key as PEM or bare Base64 */
    PublicKeys(String text) {
        if (!text.stripLeading().startsWith("{")) {
            keys.add(key(text.replaceAll("-----[A-Z ]+-----", "")));
        } else if (Json.object(text.strip()).get("keys") instanceof List<?> given) {
            given.forEach(key -> keys.add(key(key instanceof Map<?, ?> map && map.get("publicKey") instanceof String s
                    ? s
                    : "")));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no public key in it");
        }
    }

    boolean signed(String text, String signature) {
        return keys.stream().anyMatch(key -> signed(key, text, signature));
    }

    private static boolean signed(PublicKey key, String text, String signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static PublicKey key(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }
}
