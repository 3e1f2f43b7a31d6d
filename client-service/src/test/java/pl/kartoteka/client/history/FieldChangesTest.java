package pl.kartoteka.client.history;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class FieldChangesTest {

    @Test
    void namesFieldsInDepthWhereTheShapeStays() {
        assertThat(between(
                "{'name':'A','terms':{'paymentDays':14,'priceList':'B2B'},'addresses':[{'city':'Łódź','use':'REGISTERED'}]}",
                "{'name':'A','terms':{'paymentDays':30},'addresses':[{'city':'Kraków','use':'REGISTERED'}]}"))
                .containsExactlyInAnyOrder("terms.paymentDays 14 30", "terms.priceList \"B2B\" null",
                        "addresses[0].city \"Łódź\" \"Kraków\"");
    }

    @Test
    void takesListThatGrewAsAWhole() {
        assertThat(between("{'traitIds':['a']}", "{'traitIds':['a','b']}"))
                .containsExactly("traitIds [\"a\"] [\"a\",\"b\"]");
    }

    @Test
    void seesNoDifferenceBetweenEmptyAndAbsent() {
        assertThat(between("{'emails':[],'terms':null,'customFields':{}}", "{}")).isEmpty();
    }

    @Test
    void tellsEverythingOfNewCard() {
        assertThat(FieldChanges.of(json("{'name':'A','stage':'POTENTIAL','emails':[]}")))
                .extracting(FieldChange::field)
                .containsExactly("name", "stage");
    }

    private static List<String> between(String before, String after) {
        return FieldChanges.between(json(before), json(after)).stream()
                .map(change -> change.field() + " " + change.from() + " " + change.to())
                .toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
