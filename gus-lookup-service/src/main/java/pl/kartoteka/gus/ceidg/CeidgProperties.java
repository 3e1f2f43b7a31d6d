package pl.kartoteka.gus.ceidg;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.Protection;

/**
 * CEIDG.
 *
 * @param url of the API; without it the published address of the environment
 * @param token of biznes.gov.pl; holds the PESEL of its owner and appears in no log. The sandbox has its own
 */
@ConfigurationProperties("kartoteka.registers.ceidg")
record CeidgProperties(
        @DefaultValue("SANDBOX") Environment environment,
        @Nullable URI url,
        @DefaultValue("") String token,
        @DefaultValue List<Limit> limits,
        @DefaultValue Protection protection) {
    private static final String SANDBOX_TOKEN = "sandbox-ceidg-token";

    URI address() {
        if (url != null && !url.toString().isBlank()) {
            return url;
        }
        return URI.create(switch (environment) {
            case SANDBOX -> "http://localhost:8025/ceidg/api/ceidg/v3";
            case TEST -> "https://test-dane.biznes.gov.pl/api/ceidg/v3";
            case PRODUCTION -> "https://dane.biznes.gov.pl/api/ceidg/v3";
        });
    }

    @Nullable
    String usableToken() {
        if (!token.isBlank()) {
            return token;
        }
        return environment == Environment.SANDBOX ? SANDBOX_TOKEN : null;
    }

    @Override
    public String toString() {
        return "CeidgProperties[environment=" + environment + ", url=" + address() + "]";
    }
}
