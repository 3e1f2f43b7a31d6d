package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class EppContractorTest {
    private static final String HEAD = "2,K1,Kowal,Firma Kowal,%s,%s,Kolejowa 5 m. 4,%s";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        // Version 1.05: name, prefix, whether of the Union.
        "Polska,PL,0              | 774-000-14-54 | -  | nip         | 774-000-14-54",
        "Polska,,0                | 774-000-14-54 | -  | nip         | 774-000-14-54",
        "~,,                     | 774-000-14-54 | -  | nip         | 774-000-14-54",
        "Niemcy,DE,1              | 123456789     | DE | euVatNumber | DE123456789",
        "Niemcy,DE,1              | DE123456789   | DE | euVatNumber | DE123456789",
        "Niemcy,,1                | 123456789     | DE | euVatNumber | DE123456789",
        "Polska,DE,1              | 123456789     | DE | euVatNumber | DE123456789",
        "Grecja,EL,1              | 123456789     | GR | euVatNumber | EL123456789",
        "Grecja,,1                | 123456789     | GR | euVatNumber | EL123456789",
        "Polska,,0                | CZ12345678    | -  | euVatNumber | CZ12345678",
        "Wielka Brytania,XI,1     | 123456789     | GB | euVatNumber | XI123456789",
        // Registered for VAT elsewhere than where it has its seat.
        "Szwajcaria,DE,1          | 123456789     | CH | euVatNumber | DE123456789",
        "Niemcy,PL,0              | 7740001454    | DE | nip         | 7740001454",
        // Outside the Union a number is kept only where it is a Polish one.
        "Szwajcaria,,0            | 7740001454    | CH | nip         | 7740001454",
        "Stany Zjednoczone,,0     | 12-3456789    | US | -           | -",
        "Szwajcaria,,0            | CHE123456788  | CH | -           | -",
        // Newer versions: the ISO code behind.
        "Ukraina,,0,UA            | 12345678      | UA | -           | -",
        "Deutschland (Bundesrep.),DE,1,DE | 123456789 | DE | euVatNumber | DE123456789",
        "Polska,PL,0,PL           | 7740001454    | -  | nip         | 7740001454",
        // Version 1.08: all of it one column further.
        "~,Niemcy,DE,1,DE        | 123456789     | DE | euVatNumber | DE123456789",
        "~,Ukraina,,0,UA         | 12345678      | UA | -           | -",
        "~,Polska,PL,0,PL        | 7740001454    | -  | nip         | 7740001454",
        // A version that has nothing there.
        "-                        | 7740001454    | -  | nip         | 7740001454"})
    void takesTheTaxNumberAndTheCountryOfWhereAContractorIsFrom(String last, String number, String country,
            String field, String taken) {
        EppContractor contractor = EppContractor.of(fields(HEAD.formatted("Miasto", "12345", number), last));

        Map<String, String> cells = cells(contractor);
        assertThat(cells.get("address.country")).isEqualTo(country);
        assertThat(cells.get("nip")).isEqualTo("nip".equals(field) ? taken : null);
        assertThat(cells.get("euVatNumber")).isEqualTo("euVatNumber".equals(field) ? taken : null);
        assertThat(contractor.notTaken()).isEqualTo(field == null ? List.of("NIP") : List.of());
        assertThat(cells).containsEntry("address.street", "Kolejowa").containsEntry("address.building", "5")
                .containsEntry("address.unit", "4");
    }

    @Test
    void makesNoAddressOfACountryAlone() {
        EppContractor contractor = EppContractor.of(fields("2,K1,Kowal,Firma Kowal,,,,", "Niemcy,DE,1"));

        assertThat(cells(contractor)).doesNotContainKey("address.country");
    }

    @Test
    void takesAPersonInBusinessForACompany() {
        assertThat(cells(EppContractor.of(fields("6,K1,,Anna Nowak,,,,", "Polska,PL,0"))))
                .containsEntry("kind", "PERSON");
        assertThat(cells(EppContractor.of(fields("6,K1,,Anna Nowak,,,,123456789", "Niemcy,DE,1"))))
                .containsEntry("kind", "COMPANY");
        assertThat(cells(EppContractor.of(fields("6,K1,,Anna Nowak,,,,,610188201", "Polska,PL,0"))))
                .containsEntry("kind", "COMPANY");
    }

    @Test
    void namesWhatACardHasNoPlaceFor() {
        List<String> fields = fields("2,K1,Kowal,Firma Kowal,,,,,,,faks,,,,Jan,,,jedno,,,,,,,osiem,Bank,",
                "Polska,PL,0");

        assertThat(EppContractor.of(fields).notTaken()).containsExactly("faks", "osoba kontaktowa", "pole własne 1",
                "pole własne 8", "rachunek bankowy");
    }

    private static Map<String, String> cells(EppContractor contractor) {
        var cells = new LinkedHashMap<String, String>();
        contractor.cells().forEach(cell -> cells.put(cell.field(), cell.text()));
        return cells;
    }

    /** @param last the columns from 28 on; null where there are none */
    private static List<String> fields(String first, String last) {
        var fields = new ArrayList<>(List.of(first.split(",", -1)));
        if (last != null) {
            fields.addAll(Collections.nCopies(27 - fields.size(), ""));
            fields.addAll(List.of(last.replace("~", "").split(",", -1)));
        }
        return fields;
    }
}
