package pl.kartoteka.consent.configuration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param suppressionKey the secret that addresses are hashed with; with another key what is suppressed by address is not
 *     recognised any more
 */
@ConfigurationProperties("kartoteka.consent")
record ConsentProperties(String suppressionKey) {
    private static final int SHORTEST_KEY = 32;

    ConsentProperties {
        if (suppressionKey.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "kartoteka.consent.suppression-key: %d characters (expected: at least %d, from KARTOTEKA_SUPPRESSION_KEY)"
                            .formatted(suppressionKey.length(), SHORTEST_KEY));
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ConsentProperties[]";
    }
}
