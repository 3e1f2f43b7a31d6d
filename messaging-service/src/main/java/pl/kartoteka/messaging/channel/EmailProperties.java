package pl.kartoteka.messaging.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param from the sender, also the domain of message ids
 * @param name of the sender, as people see it
 */
@ConfigurationProperties("kartoteka.email")
record EmailProperties(
        @DefaultValue("kartoteka@kartoteka.example") String from,
        @DefaultValue("Kartoteka") String name) {

    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }
}
