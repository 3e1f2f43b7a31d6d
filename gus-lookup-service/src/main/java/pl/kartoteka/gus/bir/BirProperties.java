package pl.kartoteka.gus.bir;

import java.net.URI;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.Protection;

/**
 * The REGON register.
 *
 * @param url of the service; without it the published address of the environment
 * @param key personal key of the user of BIR; outside production the public key of the test system
 * @param report the generation of full reports, BIR11 or BIR12
 */
@ConfigurationProperties("kartoteka.registers.gus")
record BirProperties(
        @DefaultValue("SANDBOX") Environment environment,
        @Nullable URI url,
        @DefaultValue("") String key,
        @DefaultValue("BIR12") String report,
        @DefaultValue List<Limit> limits,
        @DefaultValue Protection protection) {
    private static final String PUBLIC_TEST_KEY = "abcde12345abcde12345";

    URI address() {
        if (url != null && !url.toString().isBlank()) {
            return url;
        }
        return URI.create(switch (environment) {
            case SANDBOX -> "http://localhost:8025/gus/wsBIR/UslugaBIRzewnPubl.svc";
            case TEST -> "https://wyszukiwarkaregontest.stat.gov.pl/wsBIR/UslugaBIRzewnPubl.svc";
            case PRODUCTION -> "https://wyszukiwarkaregon.stat.gov.pl/wsBIR/UslugaBIRzewnPubl.svc";
        });
    }

    @Nullable
    String usableKey() {
        if (!key.isBlank() && !(environment == Environment.PRODUCTION && key.equals(PUBLIC_TEST_KEY))) {
            return key;
        }
        return environment == Environment.PRODUCTION ? null : PUBLIC_TEST_KEY;
    }

    @Override
    public String toString() {
        return "BirProperties[environment=" + environment + ", url=" + address() + "]";
    }
}
