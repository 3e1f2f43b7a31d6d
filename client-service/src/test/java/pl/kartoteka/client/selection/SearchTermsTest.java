package pl.kartoteka.client.selection;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.problem.InvalidInput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SearchTermsTest {

    @Test
    void takesEachWordAsOneTerm() {
        assertThat(SearchTerms.parse("  zloty   klos ").terms()).containsExactly(List.of("zloty"), List.of("klos"));
        assertThat(SearchTerms.parse(" ").terms()).isEmpty();
        assertThat(SearchTerms.parse(null).terms()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"774-000-14-54", "PL7740001454", "pl 774 000 14 54"})
    void takesNumberAsOneTermHoweverItIsSpaced(String query) {
        assertThat(SearchTerms.parse(query).terms()).hasSize(1).first()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains("7740001454");
    }

    @Test
    void looksForNumberInNameAsWrittenToo() {
        assertThat(SearchTerms.parse("24-7 serwis").terms()).containsExactly(List.of("24-7", "247"), List.of("serwis"));
    }

    @Test
    void refusesQueriesThatAreTooLong() {
        assertThatThrownBy(() -> SearchTerms.parse("x".repeat(201))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> SearchTerms.parse("a b c d e f g h i j k")).isInstanceOf(InvalidInput.class);
    }
}
