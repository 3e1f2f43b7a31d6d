package pl.kartoteka.segment.criteria;

import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.CriteriaReading;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class CriteriaReaderTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void understandsTheExampleOfTheApi() {
        assertThat(mistakes("""
                {"all":[{"field":"stage","op":"eq","value":"STANDARD"},
                        {"field":"industry","op":"in","value":["IT"]},
                        {"any":[{"field":"address.city","op":"eq","value":"Łódź"},
                                {"field":"traits","op":"hasAny","value":["RELIABLE"]}]},
                        {"not":{"field":"consent.EMAIL_MARKETING","op":"ne","value":"GRANTED"}},
                        {"field":"documents.lastDate","op":"withinLastDays","value":90}]}""")).isEmpty();
    }

    @Test
    void knowsALocalGovernmentByBothItsNames() {
        assertThat(ProfileFields.CATALOGUE.find("localGovernment").orElseThrow().key()).isEqualTo("jst");
        assertThat(ProfileFields.CATALOGUE.find("jst").orElseThrow().key()).isEqualTo("jst");
    }

    @Test
    void namesEveryMistakeByItsPathAtOnce() {
        assertThat(mistakes("""
                {"all":[{"field":"shoeSize","op":"eq","value":1},
                        {"field":"stage","op":"like","value":"x"},
                        {"any":[{"field":"documents.count","op":"gt","value":"many"},
                                {"field":"traits","op":"gt","value":1},
                                {"none":[]},
                                {"field":"active","op":"eq","value":"yes"}]},
                        {"field":"nip","op":"isSet","value":true},
                        {"field":"stage","op":"eq","value":"GOLD"},
                        {"field":"documents.lastDate","op":"between","value":["2026-02-02","2026-02-01"]},
                        {"op":"inSegment","value":["x"]},
                        {"field":"createdAt","op":"withinLastDays","value":-1},
                        "x",
                        {"all":[{"field":"nip","op":"isSet"}],"any":[]},
                        {"field":"nip","op":"eq","value":"1","valeu":"2"}]}""")).isEqualTo("""
                criteria.all[0].field criteria.field.unknown
                criteria.all[1].op criteria.operator.unknown
                criteria.all[2].any[0].value criteria.value.number
                criteria.all[2].any[1].op criteria.operator.not-applicable
                criteria.all[2].any[2].none criteria.list
                criteria.all[2].any[3].value criteria.value.flag
                criteria.all[3].value criteria.value.unexpected
                criteria.all[4].value criteria.value.choice
                criteria.all[5].value criteria.value.range
                criteria.all[6].value[0] criteria.value.segment
                criteria.all[7].value criteria.value.days
                criteria.all[8] criteria.node
                criteria.all[9] criteria.node
                criteria.all[10].valeu criteria.unknown-key""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | criteria criteria.node",
        "[] | criteria criteria.node",
        "{\"not\":[]} | criteria.not criteria.node",
        "{\"field\":\"nip\"} | criteria.op criteria.operator.missing",
        "{\"op\":\"eq\"} | criteria.field criteria.field.missing",
        "{\"field\":\"nip\",\"op\":\"eq\"} | criteria.value criteria.value.missing",
        "{\"field\":\"nip\",\"op\":\"eq\",\"value\":\" - \"} | criteria.value criteria.value.text",
        "{\"field\":\"customFields.\",\"op\":\"isSet\"} | criteria.field criteria.field.unknown",
        "{\"field\":\"customFields.a#b\",\"op\":\"isSet\"} | criteria.field criteria.field.unknown",
        "{\"field\":\"consent.email\",\"op\":\"isSet\"} | criteria.field criteria.field.unknown",
        "{\"field\":\"documents.count\",\"op\":\"eq\",\"value\":1e400} | criteria.value criteria.value.number",
        "{\"field\":\"createdAt\",\"op\":\"before\",\"value\":\"2026-02-30\"} | criteria.value criteria.value.moment"})
    void refuses(String criteria, String expected) {
        assertThat(mistakes(criteria)).isEqualTo(expected);
    }

    @Test
    void limitsDepthAndSize() {
        String deep = "{\"not\":".repeat(CriteriaReader.DEEPEST) + "{\"field\":\"nip\",\"op\":\"isSet\"}"
                + "}".repeat(CriteriaReader.DEEPEST);
        String wide = "{\"all\":[" + "{\"field\":\"nip\",\"op\":\"isSet\"},".repeat(CriteriaReader.MOST_NODES)
                + "{\"field\":\"nip\",\"op\":\"isSet\"}]}";

        assertThat(mistakes(deep)).endsWith("criteria.too-deep");
        assertThat(mistakes(wide)).endsWith("criteria.too-large").hasLineCount(1);
    }

    private static String mistakes(String criteria) {
        return switch (CriteriaReader.read(JSON.readTree(criteria), "criteria", ProfileFields.CATALOGUE)) {
            case CriteriaReading.Understood _ -> "";
            case CriteriaReading.Refused(var mistakes) -> mistakes.stream()
                    .map(mistake -> mistake.path() + " " + mistake.code())
                    .collect(Collectors.joining("\n"));
        };
    }
}
