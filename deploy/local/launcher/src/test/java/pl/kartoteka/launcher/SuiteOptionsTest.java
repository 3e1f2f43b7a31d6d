package pl.kartoteka.launcher;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SuiteOptionsTest {
    private static final Path ROOT = Path.of("/srv/kartoteka");

    @Test
    void keepsDataInTheProjectUnlessTold() {
        assertThat(SuiteOptions.parse(ROOT).data()).isEqualTo(Path.of("/srv/kartoteka/.local"));
        assertThat(SuiteOptions.parse(ROOT, "--data", "/var/k").data()).isEqualTo(Path.of("/var/k"));
    }

    @Test
    void takesEveryArgument() {
        var options = SuiteOptions.parse(ROOT, "--fresh", "--port-offset", "100", "--no-demo-data");

        assertThat(options.fresh()).isTrue();
        assertThat(options.demoData()).isFalse();
        assertThat(options.ports().gateway()).isEqualTo(8180);
    }

    @ParameterizedTest
    @CsvSource({
        "--port-offset, --port-offset needs a value",
        "--data, --data needs a value",
        "--verbose, unknown argument --verbose",
    })
    void saysWhatIsWrongWithAnArgument(String argument, String complaint) {
        assertThatThrownBy(() -> SuiteOptions.parse(ROOT, argument))
                .isInstanceOf(SuiteFailed.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void refusesAPortOffsetThatIsNoNumber() {
        assertThatThrownBy(() -> SuiteOptions.parse(ROOT, "--port-offset", "x"))
                .hasMessageContaining("expected: a number");
    }
}
