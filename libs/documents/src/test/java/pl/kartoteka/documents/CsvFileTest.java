package pl.kartoteka.documents;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import pl.kartoteka.documents.CsvFile.Row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CsvFileTest {
    @Test
    void tellsColumnsAndWhereEachRowBegins() {
        var file = open("\uFEFFNazwa ; Miasto\n\nA;\"dwa\nwiersze\"\nB;C;D\nE\n", true);

        assertThat(file.columns()).containsExactly("Nazwa", "Miasto");
        assertThat(rows(file)).containsExactly(
                new Row(3, List.of("A", "dwa\nwiersze")), new Row(5, List.of("B", "C", "D")),
                new Row(6, List.of("E")));
    }

    @Test
    void givesTextsAsTheyWereBeforeTheyWereGuarded() {
        assertThat(rows(open("'+48500100200;O'Hara;'=1+1\n", false)).getFirst().cells())
                .containsExactly("+48500100200", "O'Hara", "=1+1");
    }

    @Test
    void saysWhereAFileCannotBeRead() {
        String endless = "A;B\nC;\"" + "x".repeat(600_000);

        assertThatThrownBy(() -> rows(open(endless, false))).isInstanceOfSatisfying(CsvFile.Unreadable.class,
                unreadable -> assertThat(unreadable.line()).isEqualTo(2));
    }

    private static CsvFile open(String text, boolean header) {
        return CsvFile.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                new CsvShape(StandardCharsets.UTF_8, ';', header));
    }

    private static List<Row> rows(CsvFile file) {
        var rows = new ArrayList<Row>();
        file.forEachRemaining(rows::add);
        return rows;
    }
}
