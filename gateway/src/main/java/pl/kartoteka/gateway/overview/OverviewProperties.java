package pl.kartoteka.gateway.overview;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param parts by name, in the order they are shown */
@ConfigurationProperties("kartoteka.overview")
record OverviewProperties(@DefaultValue("2s") Duration timeLimit, Map<String, Part> parts) {
    /** @param path on its service, with the client as {@code {id}} */
    record Part(String service, String path) {}
}
