package pl.kartoteka.problem;

import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTextsTest {
    private final ProblemTexts texts = ProblemTexts.fromClasspath();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-|pl", "pl-PL|pl", "en|en", "en-GB,pl;q=0.5|en", "de|pl",
        "de,en;q=0.3|en",
        "*|pl", "nonsense;;q|pl", "pl;q=0.1,en;q=0.9|en"})
    void speaksTheBestLanguageOfTheTwo(String header, String language) {
        assertThat(ProblemTexts.language(header)).isEqualTo(Locale.of(language));
    }

    @Test
    void mergesTheBundlesOfAllModules() {
        assertThat(texts.find("nip-in-use.detail", ProblemTexts.POLISH, Map.of("name", "Kłos $1")))
                .isEqualTo("Klient Kłos $1 ma już ten NIP.");
        assertThat(texts.find("not-found.title", Locale.ENGLISH, Map.of())).isEqualTo("Not found");
        assertThat(texts.find("nowhere", Locale.ENGLISH, Map.of())).isNull();
    }

    @Test
    void saysEverythingInBothLanguages() {
        assertThat(texts.untranslated()).isEmpty();
    }
}
