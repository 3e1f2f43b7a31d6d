package pl.kartoteka.messaging.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param reportsUrl where the SMS gateway reports to. Its reports carry no signature, so the address ends with a secret; no
 *     reports where empty
 */
@ConfigurationProperties("kartoteka.sms")
record DeliveryProperties(@DefaultValue("") String reportsUrl) {
    private static final int SHORTEST_SECRET = 20;

    DeliveryProperties {
        if (!reportsUrl.isEmpty() && secret(reportsUrl).length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "kartoteka.sms.reports-url (expected: an address that ends with a secret of at least 20 characters)");
        }
    }

    boolean isSecret(String told) {
        return !reportsUrl.isEmpty() && MessageDigest.isEqual(
                told.getBytes(StandardCharsets.UTF_8), secret(reportsUrl).getBytes(StandardCharsets.UTF_8));
    }

    private static String secret(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return reportsUrl.isEmpty() ? "no delivery reports" : "delivery reports";
    }
}
