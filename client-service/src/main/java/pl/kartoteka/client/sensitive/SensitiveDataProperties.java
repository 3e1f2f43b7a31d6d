package pl.kartoteka.client.sensitive;

import java.util.Base64;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param key 32 random bytes in Base64; whoever has it and the database can read what is sealed */
@ConfigurationProperties("kartoteka.sensitive")
record SensitiveDataProperties(String key) {
    private static final int KEY_BYTES = 32;

    SensitiveDataProperties {
        if (key == null || key.isBlank() || decoded(key).length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "KARTOTEKA_SENSITIVE_KEY: expected 32 bytes in Base64, as 'openssl rand -base64 32' prints them");
        }
    }

    byte[] keyBytes() {
        return decoded(key);
    }

    private static byte[] decoded(String key) {
        try {
            return Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return "key: ***";
    }
}
