package pl.kartoteka.client.imports;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreetLineTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", nullValues = "-", value = {
        "Kolejowa 5              | Kolejowa          | 5    | ''",
        "Kolejowa 5b             | Kolejowa          | 5b   | ''",
        "Kolejowa 5 B            | Kolejowa          | 5 B  | ''",
        "Kolejowa nr 5           | Kolejowa          | 5    | ''",
        "Kolejowa 5-7            | Kolejowa          | 5-7  | ''",
        "Kolejowa 5/7            | Kolejowa          | 5    | 7",
        "Kolejowa 5 / 7a         | Kolejowa          | 5    | 7a",
        "Kolejowa 5 m. 4         | Kolejowa          | 5    | 4",
        "Kolejowa 5 m 4          | Kolejowa          | 5    | 4",
        "Kolejowa 5m4            | Kolejowa          | 5    | 4",
        "Kolejowa 5, m. 4        | Kolejowa          | 5    | 4",
        "Kolejowa 5/m. 4         | Kolejowa          | 5    | 4",
        "ul. Kolejowa 5 lok. 3   | ul. Kolejowa      | 5    | 3",
        "Kolejowa 5b lok.12      | Kolejowa          | 5b   | 12",
        "Kolejowa 5 lokal U2     | Kolejowa          | 5    | U2",
        "Kolejowa 5 mieszkanie 4 | Kolejowa          | 5    | 4",
        "3 Maja 12/3             | 3 Maja            | 12   | 3",
        "Jana Pawła II 14 m. 2   | Jana Pawła II     | 14   | 2",
        "Osiedle 1000-lecia 5    | Osiedle 1000-lecia | 5   | ''",
        "12                      | ''                | 12   | ''",
        "12 m. 3                 | ''                | 12   | 3",
        "Kolejowa                | Kolejowa          | ''   | ''",
        "Kolejowa m. 4           | Kolejowa m. 4     | ''   | ''",
        "Kolejowa 5/7/9          | Kolejowa 5/7/9    | ''   | ''",
        "Plac Zamkowy bez numeru | Plac Zamkowy bez numeru | '' | ''"})
    void tellsHouseAndUnitFromTheStreet(String written, String street, String building, String unit) {
        assertThat(StreetLine.of(written)).isEqualTo(new StreetLine(street, building, unit));
    }
}
