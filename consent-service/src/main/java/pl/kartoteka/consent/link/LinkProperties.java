package pl.kartoteka.consent.link;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param key the secret links are signed with
 * @param retiredKeys links signed with these are still taken, so that a change of the key takes nobody the way out
 * @param url where people reach the gateway
 * @param unsubscribe how long the way out of a message works; longer than any consent holds by default
 * @param preferences how long the link to all consents works
 * @param answer how long a question can be answered unless the request says otherwise
 */
@ConfigurationProperties("kartoteka.links")
record LinkProperties(
        String key,
        @DefaultValue List<String> retiredKeys,
        URI url,
        @DefaultValue("1095d") Duration unsubscribe,
        @DefaultValue("365d") Duration preferences,
        @DefaultValue("30d") Duration answer) {
    private static final int SHORTEST_KEY = 32;

    LinkProperties {
        if (key.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "kartoteka.links.key: %d characters (expected: at least %d, from KARTOTEKA_LINK_KEY)"
                            .formatted(key.length(), SHORTEST_KEY));
        }
        retiredKeys = retiredKeys.stream().filter(retired -> !retired.isBlank()).toList();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LinkProperties[" + url + "]";
    }
}
