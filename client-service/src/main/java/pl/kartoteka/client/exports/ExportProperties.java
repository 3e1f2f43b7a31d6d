package pl.kartoteka.client.exports;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param atOnce how many files one instance writes at the same time, of which each holds connections to the database
 * @param patience how long a reader may take nothing before the file breaks off
 */
@ConfigurationProperties("kartoteka.exports")
record ExportProperties(@DefaultValue("4") int atOnce, @DefaultValue("1m") Duration patience) {
    ExportProperties {
        if (atOnce < 1) {
            throw new IllegalArgumentException("kartoteka.exports.at-once: " + atOnce + " (expected: at least 1)");
        }
    }
}
