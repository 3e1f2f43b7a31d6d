package pl.kartoteka.client.imports;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class MergedCardTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        // Part by part: what the row does not say stays.
        """
            {"addresses":[{"use":"REGISTERED","street":"Lange Str.","building":"5","unit":"2","postalCode":"10115","country":"DE"}]} \
            |{"addresses":[{"use":"REGISTERED","city":"Berlin","building":"5"}]} \
            |{"addresses":[{"use":"REGISTERED","street":"Lange Str.","building":"5","unit":"2","postalCode":"10115","country":"DE","city":"Berlin"}]}""",
        // The unit was one of the former house.
        """
            {"addresses":[{"use":"REGISTERED","street":"Kolejowa","building":"5","unit":"2","city":"Łódź"}]} \
            |{"addresses":[{"use":"REGISTERED","street":"Długa","building":"7"}]} \
            |{"addresses":[{"use":"REGISTERED","street":"Długa","building":"7","city":"Łódź"}]}""",
        """
            {"addresses":[{"use":"REGISTERED","city":"Łódź"}]} \
            |{"addresses":[{"use":"DELIVERY","city":"Zgierz"}]} \
            |{"addresses":[{"use":"REGISTERED","city":"Łódź"},{"use":"DELIVERY","city":"Zgierz"}]}""",
        // A contact that is known stays what it is.
        """
            {"emails":[{"address":"a@a.example","uses":["OFFERS"]}]} \
            |{"emails":[{"address":"a@a.example","uses":["MAIN"]}]} \
            |{"emails":[{"address":"a@a.example","uses":["OFFERS"]}]}""",
        """
            {"emails":[{"address":"a@a.example","uses":["OFFERS"]}]} \
            |{"emails":[{"address":"a@a.example","uses":["DOCUMENTS"]},{"address":"b@a.example","uses":["MAIN"]}]} \
            |{"emails":[{"address":"a@a.example","uses":["OFFERS","DOCUMENTS"]},{"address":"b@a.example","uses":["MAIN"]}]}""",
        """
            {"phones":[{"number":"+48500100200","uses":["MAIN"]}]} \
            |{"phones":[{"number":"+48500100201","uses":["MAIN"]}]} \
            |{"phones":[{"number":"+48500100200","uses":["MAIN"]},{"number":"+48500100201"}]}""",
        """
            {"sites":[{"url":"https://klos.example","name":"Sklep"}]} \
            |{"sites":[{"url":"https://klos.example"}]} \
            |{"sites":[{"url":"https://klos.example","name":"Sklep"}]}""",
        // The same number with two networks is two accounts.
        """
            {"messengers":[{"network":"WHATSAPP","account":"+48500100200"}]} \
            |{"messengers":[{"network":"SIGNAL","account":"+48500100200"}]} \
            |{"messengers":[{"network":"WHATSAPP","account":"+48500100200"},{"network":"SIGNAL","account":"+48500100200"}]}""",
        """
            {"terms":{"paymentDays":14,"creditLimit":{"amount":"100.00","currency":"EUR"}}} \
            |{"terms":{"creditLimit":{"amount":"200.00"}}} \
            |{"terms":{"paymentDays":14,"creditLimit":{"amount":"200.00","currency":"EUR"}}}""",
        """
            {"name":"Bez limitu"} \
            |{"terms":{"creditLimit":{"amount":"200.00"}}} \
            |{"name":"Bez limitu","terms":{"creditLimit":{"amount":"200.00","currency":"PLN"}}}""",
        """
            {"idDocument":{"type":"PASSPORT","number":"AB1234567"}} \
            |{"idDocument":{"validUntil":"2030-01-01"}} \
            |{"idDocument":{"type":"PASSPORT","number":"AB1234567","validUntil":"2030-01-01"}}""",
        """
            {"caretakers":[{"subject":"anna","name":"Anna","role":"PRIMARY"}]} \
            |{"caretakers":[{"subject":"jan","role":"PRIMARY"}]} \
            |{"caretakers":[{"subject":"anna","name":"Anna","role":"ADDITIONAL"},{"subject":"jan","role":"PRIMARY"}]}"""})
    void laysWhatARowSaysOverWhatIsKnown(String known, String row, String merged) {
        assertThat(MergedCard.of(json(known), json(row))).isEqualTo(json(merged));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
