package pl.kartoteka.segment;

import org.junit.jupiter.api.Test;
import pl.kartoteka.problem.ProblemTexts;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTextsTest {
    @Test
    void saysEveryProblemInBothLanguages() {
        assertThat(ProblemTexts.fromClasspath().untranslated()).isEmpty();
    }
}
