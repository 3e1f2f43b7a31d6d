package pl.kartoteka.client.sensitive;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.springframework.stereotype.Component;

/**
 * Seals a value with AES-256-GCM. The seal is bound to its owner, so that a sealed value copied to another row does not open
 * there.
 */
@Component
public class SensitiveData {
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final String FINGERPRINT = "HmacSHA256";
    private static final String VERSION = "v1:";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    SensitiveData(SensitiveDataProperties properties) {
        this.key = new SecretKeySpec(properties.keyBytes(), "AES");
    }

    public String seal(String clear, UUID owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, owner, clear.getBytes(StandardCharsets.UTF_8));
        byte[] whole = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
        return VERSION + Base64.getEncoder().encodeToString(whole);
    }

    public String open(String sealed, UUID owner) {
        if (!sealed.startsWith(VERSION)) {
            throw new IllegalStateException("sealed value: unknown format (expected: " + VERSION + ")");
        }
        ByteBuffer whole = ByteBuffer.wrap(Base64.getDecoder().decode(sealed.substring(VERSION.length())));
        byte[] nonce = new byte[NONCE_BYTES];
        whole.get(nonce);
        byte[] content = new byte[whole.remaining()];
        whole.get(content);
        return new String(run(Cipher.DECRYPT_MODE, nonce, owner, content), StandardCharsets.UTF_8);
    }

    /** The same value gives the same fingerprint, and nobody without the key can find out which value it is. */
    public String fingerprint(String kind, String value) {
        try {
            Mac mac = Mac.getInstance(FINGERPRINT);
            // A key of its own, so that no use of the one tells anything about the other.
            mac.init(key);
            mac.init(new SecretKeySpec(mac.doFinal("fingerprints".getBytes(StandardCharsets.US_ASCII)), FINGERPRINT));
            return HexFormat.of().formatHex(mac.doFinal((kind + ":" + value).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has HMAC-SHA-256", e);
        }
    }

    private byte[] run(int mode, byte[] nonce, UUID owner, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("sealed value: does not open (other key, other owner, or altered)", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM failed", e);
        }
    }
}
