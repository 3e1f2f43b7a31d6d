package pl.kartoteka.personal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals bytes for the holder of a private key: X25519 with a key pair made for these bytes only, HKDF-SHA-256, AES-256-GCM.
 * When the private key is gone nobody can open them any more, wherever copies lie.
 */
public final class Seal {
    private static final String CURVE = "X25519";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;
    private static final byte[] PURPOSE = "kartoteka export part".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    /** Never used twice with one key: every message has its own. */
    private static final byte[] NONCE = new byte[12];

    private Seal() {}

    /** A new pair; what is sealed with its public half opens with its private half only. */
    public static Keys newKeys() {
        KeyPair pair = pair();
        return new Keys(
                Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()), pair.getPrivate().getEncoded());
    }

    static byte[] seal(String publicKey, byte[] plain, byte[] context) {
        try {
            PublicKey receiver = publicKey(Base64.getDecoder().decode(publicKey));
            KeyPair own = pair();
            byte[] ownPublic = own.getPublic().getEncoded();
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key(own.getPrivate(), receiver, ownPublic), context);
            byte[] sealed = cipher.doFinal(plain);
            byte[] message = Arrays.copyOf(ownPublic, ownPublic.length + sealed.length);
            System.arraycopy(sealed, 0, message, ownPublic.length, sealed.length);
            return message;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key to seal with cannot be used (expected: X25519, X.509)", e);
        }
    }

    static byte[] open(byte[] privateKey, byte[] message, byte[] context) {
        try {
            int length = pair().getPublic().getEncoded().length;
            byte[] sender = Arrays.copyOf(message, length);
            PrivateKey receiver = KeyFactory.getInstance(CURVE).generatePrivate(new PKCS8EncodedKeySpec(privateKey));
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key(receiver, publicKey(sender), sender), context);
            return cipher.doFinal(message, length, message.length - length);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not sealed for this key and this place", e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance(CURVE).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has X25519", e);
        }
    }

    private static PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(CURVE).generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static SecretKey key(PrivateKey own, PublicKey other, byte[] salt) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
        agreement.init(own);
        agreement.doPhase(other, true);
        return KDF.getInstance("HKDF-SHA256")
                .deriveKey("AES", HKDFParameterSpec.ofExtract()
                        .addIKM(agreement.generateSecret())
                        .addSalt(salt)
                        .thenExpand(PURPOSE, KEY_BYTES));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, NONCE));
        cipher.updateAAD(context);
        return cipher;
    }

    /**
     * @param publicKey X.509, Base64
     * @param privateKey PKCS #8
     */
    public record Keys(String publicKey, byte[] privateKey) {
        @Override
        public String toString() {
            return "Keys[" + publicKey + "]";
        }
    }
}
