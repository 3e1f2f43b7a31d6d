package pl.kartoteka.gus.vies;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.Protection;

/**
 * VIES.
 *
 * @param url of the REST interface; without it the published address of the environment
 * @param requester our own VAT number with its prefix: with it VIES gives a consultation number, the proof of a check
 */
@ConfigurationProperties("kartoteka.registers.vies")
record ViesProperties(
        @DefaultValue("SANDBOX") Environment environment,
        @Nullable URI url,
        @DefaultValue("") String requester,
        @DefaultValue List<Limit> limits,
        @DefaultValue Protection protection) {

    URI address() {
        if (url != null && !url.toString().isBlank()) {
            return url;
        }
        return URI.create(switch (environment) {
            case SANDBOX -> "http://localhost:8025/vies/rest-api";
            case TEST, PRODUCTION -> "https://ec.europa.eu/taxation_customs/vies/rest-api";
        });
    }
}
