package pl.kartoteka.storyteller;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OptionsTest {

    @Test
    void nameTheAddressesOfALocalRun() {
        var options = Options.of(List.of());

        assertThat(options.gateway()).hasToString("http://localhost:8080");
        assertThat(options.issuer()).hasToString("http://localhost:9000");
        assertThat(options.sandbox()).hasToString("http://localhost:8025");
    }

    @Test
    void moveAllPortsTogether() {
        var options = Options.of(List.of("--port-offset", "100"));

        assertThat(options.gateway()).hasPort(8180);
        assertThat(options.issuer()).hasPort(9100);
        assertThat(options.sandbox()).hasPort(8125);
    }

    @Test
    void takeAnAddressElsewhere() {
        assertThat(Options.of(List.of("--gateway", "https://kartoteka.example/")).gateway())
                .hasToString("https://kartoteka.example");
    }

    @Test
    void loadTheDemoDataWhereTheSuiteIs() {
        var options = Options.of(List.of("--load-demo-data", "--gateway", "http://localhost:8180"));

        assertThat(options.demoData()).isTrue();
        assertThat(options.gateway()).hasPort(8180);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--nonsense x", "--gateway", "--gateway nowhere", "--port-offset many",
        "--port-offset 60000"})
    void refuseWhatTheyDoNotUnderstand(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.of(List.of(line.split(" "))));
    }
}
