package pl.kartoteka.criteria;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpellingTest {
    @Test
    void caseAndTheAmountOfWhiteSpaceNeverMatterPolishLettersDo() {
        assertThat(Spelling.WORDS.fold("  ZŁOTY\u00a0\t KŁOS\n")).isEqualTo("złoty kłos");
        assertThat(Spelling.WORDS.fold("Z\u0301o\u0301lc\u0301")).isEqualTo("źólć");
        assertThat(Spelling.WORDS.fold("Łódź")).isNotEqualTo(Spelling.WORDS.fold("Lodz"));
    }

    @Test
    void codesAreFreedOfSeparators() {
        assertThat(Spelling.CODE.fold("774-000-14-54")).isEqualTo("7740001454");
        assertThat(Spelling.CODE.fold("+48 (500) 100 200")).isEqualTo("+48500100200");
    }

    @Test
    void whatADatabaseCannotKeepIsNotKept() {
        assertThat(Spelling.WORDS.fold("a\u0000b\uD800c")).isEqualTo("a b c");
    }
}
