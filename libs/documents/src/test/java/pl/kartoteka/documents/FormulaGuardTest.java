package pl.kartoteka.documents;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FormulaGuardTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+48500100200", "-5", "@SUM(A1)", "\tx", "\r=1", "'=1", "''=1"})
    void guardsWhatASpreadsheetWouldRunAndGivesItBack(String text) {
        String guarded = FormulaGuard.guarded(text);

        assertThat(guarded).startsWith("'");
        assertThat(FormulaGuard.lifted(guarded)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Firma", "O'Hara", "'t Hooft", "a=b", "''"})
    void leavesOtherTextsAlone(String text) {
        assertThat(FormulaGuard.guarded(text)).isEqualTo(text);
        assertThat(FormulaGuard.lifted(text)).isEqualTo(text);
    }
}
