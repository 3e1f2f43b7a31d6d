package pl.kartoteka.gus.whitelist;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.Protection;

/**
 * The VAT white list.
 *
 * @param url of the API; without it the published address of the environment
 * @param limits of searches
 * @param checkLimits of checks of an account, which the register counts apart
 */
@ConfigurationProperties("kartoteka.registers.white-list")
record WhiteListProperties(
        @DefaultValue("SANDBOX") Environment environment,
        @Nullable URI url,
        @DefaultValue List<Limit> limits,
        @DefaultValue List<Limit> checkLimits,
        @DefaultValue Protection protection) {

    URI address() {
        if (url != null && !url.toString().isBlank()) {
            return url;
        }
        return URI.create(switch (environment) {
            case SANDBOX -> "http://localhost:8025/whitelist";
            case TEST -> "https://wl-test.mf.gov.pl";
            case PRODUCTION -> "https://wl-api.mf.gov.pl";
        });
    }
}
