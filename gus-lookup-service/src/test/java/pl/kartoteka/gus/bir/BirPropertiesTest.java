package pl.kartoteka.gus.bir;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import pl.kartoteka.gus.Settings;
import pl.kartoteka.gus.register.Environment;

import static org.assertj.core.api.Assertions.assertThat;

class BirPropertiesTest {
    @Test
    void callsTheSandboxUntilToldOtherwise() {
        var properties = bound(Map.of());

        assertThat(properties.environment()).isEqualTo(Environment.SANDBOX);
        assertThat(properties.address()).hasToString("http://localhost:8025/gus/wsBIR/UslugaBIRzewnPubl.svc");
        assertThat(properties.usableKey()).isEqualTo("abcde12345abcde12345");
        assertThat(properties.limits()).hasSize(10)
                .anySatisfy(limit -> {
                    assertThat(limit.permits()).isEqualTo(6_000);
                    assertThat(limit.per()).isEqualTo(Duration.ofHours(1));
                    assertThat(limit.from()).hasToString("08:00");
                });
        assertThat(properties.protection().quotaWait()).isEqualTo(Duration.ofSeconds(3));
        assertThat(properties.protection().attempts()).isEqualTo(2);
    }

    @Test
    void knowsThePublishedAddressesAndWantsAKeyInProduction() {
        assertThat(bound(Map.of("REGISTERS_ENVIRONMENT", "test")).address())
                .hasHost("wyszukiwarkaregontest.stat.gov.pl");
        var production = bound(Map.of("GUS_ENVIRONMENT", "production"));
        assertThat(production.address()).hasHost("wyszukiwarkaregon.stat.gov.pl");
        assertThat(production.usableKey()).isNull();
        assertThat(bound(Map.of("GUS_ENVIRONMENT", "production", "GUS_KEY", "00000000000000000000")).toString())
                .doesNotContain("00000000000000000000");
        assertThat(bound(Map.of("GUS_URL", "http://elsewhere:1/bir")).address()).hasHost("elsewhere");
    }

    private static BirProperties bound(Map<String, Object> variables) {
        return Settings.bound("kartoteka.registers.gus", BirProperties.class, variables);
    }
}
