package pl.kartoteka.consent.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import pl.kartoteka.consent.ledger.Sha256;

/** The Ed25519 key that signs heads, and the public keys of those that signed before it. */
public final class LedgerKeys {
    public static final String ALGORITHM = "Ed25519";
    private static final int SEED_BYTES = 32;
    private static final int ID_BYTES = 8;

    private final KeyPair current;
    private final Map<String, PublicKey> known = new LinkedHashMap<>();

    /**
     * @param seed 32 bytes in Base64: the private key
     * @param earlier public keys in Base64 (X.509), of heads signed before the key was changed
     */
    public LedgerKeys(String seed, List<String> earlier) {
        try {
            current = pair(Base64.getDecoder().decode(seed));
            known.put(id(current.getPublic()), current.getPublic());
            for (String key : earlier) {
                PublicKey known = KeyFactory.getInstance(ALGORITHM)
                        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
                this.known.put(id(known), known);
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Without the cause's text, which may hold what was given.
            throw new IllegalArgumentException(
                    "the ledger's key (expected: 32 bytes in Base64; earlier ones as X.509 public keys in Base64)");
        }
        if (!verify(currentId(), "probe", sign("probe"))) {
            throw new IllegalStateException("this platform derives another public key than it signs with");
        }
    }

    String currentId() {
        return id(current.getPublic());
    }

    /** The public keys by their ids, the current one first. */
    public Map<String, PublicKey> all() {
        return known;
    }

    byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(current.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Ed25519 is missing (every Java platform from 15 has it)", e);
        }
    }

    /** False as well for a key that was never ours. */
    public boolean verify(String keyId, String text, byte[] given) {
        PublicKey key = known.get(keyId);
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(given);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static KeyPair pair(byte[] seed) throws GeneralSecurityException {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException();
        }
        // The platform makes no public key of a private one by itself; a generator that "draws" the seed does.
        KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
        generator.initialize(NamedParameterSpec.ED25519, new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(seed, 0, bytes, 0, bytes.length);
            }
        });
        return generator.generateKeyPair();
    }

    private static String id(PublicKey key) {
        byte[] hash = Sha256.digest().digest(key.getEncoded());
        return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }
}
