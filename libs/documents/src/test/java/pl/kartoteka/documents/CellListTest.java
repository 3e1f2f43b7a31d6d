package pl.kartoteka.documents;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CellListTest {
    @Test
    void separatesByCommaSemicolonAndBar() {
        assertThat(CellList.read(" VIP , Stały;;Web|VIP| ")).containsExactly("VIP", "Stały", "Web");
        assertThat(CellList.read("")).isEmpty();
        assertThat(CellList.read(" , ")).isEmpty();
    }

    @Test
    void takesWhatIsQuotedAsOne() {
        assertThat(CellList.read("\"Fairs, spring\"|Web")).containsExactly("Fairs, spring", "Web");
        assertThat(CellList.read("Web ; \"a;b|c\" , \"\"")).containsExactly("Web", "a;b|c");
        assertThat(CellList.read("\"\"\"Złoty, Kłos\"\" S.A.\", \"x\"")).containsExactly("\"Złoty, Kłos\" S.A.", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Kłos\" Jan", "Firma \"Kłos\"", "\"Kłos", "\"", "3\"", "\"\"\""})
    void leavesQuotesThatQuoteNothingAsTheyStand(String text) {
        assertThat(CellList.read("a, " + text + ", b")).containsExactly("a", text, "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Web", "Fairs, spring", "a;b", "a|b", "\"VIP\"", "\"", "Firma \"Kłos\", Łódź",
        "\"a\", \"b\"",
        " brzeg ", "x\"", "\"\",\"\""})
    void readsAgainWhatItHasWritten(String text) {
        var items = List.of("pierwszy", text, "ostatni");

        assertThat(CellList.read(CellList.write(items))).isEqualTo(items);
        assertThat(CellList.read(CellList.write(List.of(text)))).containsExactly(text);
    }

    @Test
    void quotesOnlyWhereItMust() {
        assertThat(CellList.write(List.of("Web", "Firma \"Ł\"", "Fairs, \"spring\"")))
                .isEqualTo("Web, Firma \"Ł\", \"Fairs, \"\"spring\"\"\"");
    }

    @Test
    void readsALongCellOfQuotesInNoTime() {
        assertThat(CellList.read("\"\"".repeat(500_000) + "x")).hasSize(1);
    }
}
