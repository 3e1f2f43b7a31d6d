package pl.kartoteka.gus.company;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.gus.bir.GusCompany;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class CompanyStatusTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "ALFA SP. Z O.O.|-|-|-|ACTIVE",
        "ALFA SP. Z O.O. W LIKWIDACJI|-|-|-|IN_LIQUIDATION",
        "Alfa spółka jawna w likwidacji|-|-|-|IN_LIQUIDATION",
        "PORADY W LIKWIDACJI SZKÓD SP. Z O.O.|-|-|-|ACTIVE",
        "ALFA SP. Z O.O. W UPADŁOŚCI LIKWIDACYJNEJ|-|-|-|BANKRUPT",
        "ALFA SP. Z O.O.|2026-01-02|-|-|BANKRUPT",
        "ALFA SP. Z O.O.|2020-01-02|2023-05-06|-|ACTIVE",
        "ALFA SP. Z O.O. W LIKWIDACJI|2026-01-02|-|2026-03-04|CLOSED"})
    void readsTheStatusFromDatesAndFromWhatTheNameMustSay(
            String name, String bankruptOn, String bankruptcyEndedOn, String removedOn, CompanyStatus status) {
        var json = JsonMapper.shared();
        var facts = new HashMap<String, Object>(Map.of("regon", "610188201", "kind", "LEGAL_PERSON", "name",
                name, "pkd", List.of(), "activities", List.of()));
        facts.put("bankruptOn", bankruptOn);
        facts.put("bankruptcyEndedOn", bankruptcyEndedOn);
        facts.put("removedOn", removedOn);

        assertThat(CompanyStatus.of(json.convertValue(facts, GusCompany.class))).isEqualTo(status);
    }
}
