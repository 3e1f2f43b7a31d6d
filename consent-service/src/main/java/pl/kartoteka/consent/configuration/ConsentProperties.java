package pl.kartoteka.consent.configuration;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param suppressionKey the secret that addresses are hashed with; with another key what is suppressed by address is not
 *     recognised any more
 * @param ledgerKey the private key that signs heads of the ledger: the 32 bytes of an Ed25519 key in Base64
 * @param earlierLedgerKeys public keys that signed before it
 * @param administrator who decides on the processing, as registers and records name it
 */
@ConfigurationProperties("kartoteka.consent")
record ConsentProperties(
        String suppressionKey,
        String ledgerKey,
        @DefaultValue List<String> earlierLedgerKeys,
        @DefaultValue Responsible administrator) {
    private static final int SHORTEST_KEY = 32;

    ConsentProperties {
        if (suppressionKey.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "kartoteka.consent.suppression-key: %d characters (expected: at least %d, from KARTOTEKA_SUPPRESSION_KEY)"
                            .formatted(suppressionKey.length(), SHORTEST_KEY));
        }
    }

    /** The controller of the GDPR, and its data protection officer. */
    record Responsible(
            @DefaultValue("") String name,
            @DefaultValue("") String address,
            @DefaultValue("") String contact,
            @DefaultValue("") String officer) {}

    /** Without the secret. */
    @Override
    public String toString() {
        return "ConsentProperties[]";
    }
}
