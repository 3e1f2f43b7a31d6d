package pl.kartoteka.jobs;

import org.junit.jupiter.api.Test;
import pl.kartoteka.problem.ProblemTexts;

import static org.assertj.core.api.Assertions.assertThat;

class JobTextsTest {
    @Test
    void saysEveryProblemInBothLanguages() {
        assertThat(ProblemTexts.fromClasspath().untranslated()).isEmpty();
    }
}
