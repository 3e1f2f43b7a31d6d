package pl.kartoteka.consent.client;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns an address into a keyed hash (HMAC-SHA-256): the same address can be recognised again, nobody without the key can
 * find out which it is.
 */
public final class AddressHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public AddressHash(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** Letters' case does not tell two mailboxes apart. */
    public String ofEmail(String address) {
        return hash("email:" + address.strip().toLowerCase(Locale.ROOT));
    }

    /** Only plus and digits count: the number is in E.164. */
    public String ofPhone(String number) {
        return hash("phone:" + number.replaceAll("[^+0-9]", ""));
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HMAC-SHA-256 is missing (every Java platform must have it)", e);
        }
    }
}
