package pl.kartoteka.client.selection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.problem.InvalidInput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SearchTermsTest {

    @Test
    void takesEachWordAsOneTerm() {
        assertThat(read("  zloty   klos ")).isEqualTo("zloty & klos");
        assertThat(SearchTerms.parts(" ")).isEmpty();
        assertThat(SearchTerms.parts(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"774-000-14-54", "PL7740001454", "pl 774 000 14 54", "7740001454"})
    void takesNumberAsOneTermHoweverItIsSpaced(String query) {
        assertThat(read(query)).isEqualTo("7740001454");
    }

    @ParameterizedTest
    @CsvSource({"+48 500 100 200,48500100200", "0048500100200,48500100200", "(22) 123-45-67,221234567",
        "500100200,500100200", "24-7,247 or 24 & 7", "24-7 serwis,24 & 7 & serwis",
        "jan 500-100-200,jan & 500100200", "P.H.U. alfa,phu/p.h.u. & alfa", "Biuro@klos.example,biuro@klos.example"})
    void readsNumbersAddressesAndAbbreviations(String query, String terms) {
        assertThat(read(query)).isEqualTo(terms);
    }

    @Test
    void refusesQueriesThatAreTooLong() {
        assertThatThrownBy(() -> SearchTerms.parts("x".repeat(201))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> SearchTerms.parts("a b c d e f g h i j k")).isInstanceOf(InvalidInput.class);
    }

    private static String read(String query) {
        return SearchTerms.of(SearchTerms.parts(query)).readings().stream()
                .map(reading -> reading.stream().map(term -> String.join("/", term.ways()))
                        .reduce((one, next) -> one + " & " + next).orElseThrow())
                .reduce((one, next) -> one + " or " + next).orElseThrow();
    }
}
