package pl.kartoteka.client.registry;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class BadInputIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    @Autowired
    private DatabaseClient database;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void namesEveryOffendingFieldAtOnce() {
        long before = clients();

        var refused = api.post(CLIENTS, """
                {"kind":"COMPANY","nip":"1234563219","regon":"123456784","krs":"12","euVatNumber":"DE1","pesel":"44051401358",
                 "firstName":"Jan","stage":"MAYBE","active":"yes","colour":"red","importance":5,
                 "addresses":[{"use":"REGISTERED","postalCode":"9000-1","country":"XX","floor":3},{"use":"REGISTERED","postalCode":"abc","city":"Łódź"}],
                 "emails":[{"address":"nobody@","uses":["MAIN"]},{"address":"a@b.example","uses":["MAIN","FUN"]}],
                 "phones":[{"number":"12"}],
                 "terms":{"paymentDays":-1,"discountPercent":"101","creditLimit":{"amount":"x","currency":"ZLO"}},
                 "groupId":"nonsense","traitIds":["nonsense"]}
                """);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("type").asString()).isEqualTo("urn:kartoteka:problem:invalid-request");
        assertThat(errors(refused.body())).contains(
                "name required",
                "nip nip.invalid",
                "regon regon.invalid",
                "krs krs.invalid",
                "euVatNumber eu-vat-number.invalid",
                "pesel pesel.invalid",
                "firstName field.not-of-kind",
                "stage choice.expected",
                "active boolean.expected",
                "colour field.unknown",
                "importance choice.expected",
                "addresses[0].country country.invalid",
                "addresses[0].floor field.unknown",
                "addresses[1].postalCode postal-code.invalid",
                "addresses[1].use use.repeated",
                "emails[0].address email.invalid",
                "emails[1].uses[1] choice.expected",
                "phones[0].number phone.invalid",
                "terms.paymentDays number.too-small",
                "terms.discountPercent number.too-large",
                "terms.creditLimit.amount number.expected",
                "terms.creditLimit.currency currency.invalid",
                "groupId uuid.expected",
                "traitIds[0] uuid.expected");
        assertThat(refused.body().path("errors").valueStream())
                .allSatisfy(error -> assertThat(error.path("message").asString()).isNotBlank()
                        .isNotEqualTo(error.path("code").asString()));
        assertThat(clients()).isEqualTo(before);
    }

    @Test
    void namesEveryReferenceThatLeadsNowhere() {
        UUID nowhere = UUID.randomUUID();
        var trait = api.post("/api/v1/traits",
                Cards.json(java.util.Map.of("code", "BAD-" + nowhere.toString().substring(0, 8), "name", "Cecha")));
        var card = Cards.bakery().put("groupId", trait.id()).put("sourceId", nowhere.toString())
                .put("industryId", nowhere.toString()).put("headOfficeId", nowhere.toString());
        card.putArray("traitIds").add(trait.id()).add(nowhere.toString());
        card.putObject("customFields").put("tier", 5).put("undefined", "x");

        var refused = api.post(CLIENTS, card);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(errors(refused.body())).containsExactlyInAnyOrder(
                "groupId dictionary-entry.unknown",
                "sourceId dictionary-entry.unknown",
                "industryId dictionary-entry.unknown",
                "traitIds[1] dictionary-entry.unknown",
                "headOfficeId client.unknown",
                "customFields.tier custom-field.invalid",
                "customFields.undefined custom-field.unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "null", "\"text\"", "5", "{\"kind\":\"COMPANY\",\"kind\":\"PERSON\"}", "{} {}"})
    void refusesWhatIsNoCard(String body) {
        var refused = api.post(CLIENTS, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers().getContentType()).hasToString("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1111111111", "0000000000", "123456321", "12345632180", "12345632a8", "7740001455"})
    void refusesNumbersThatAreNoNip(String nip) {
        var refused = api.post(CLIENTS, Cards.company("Firma").put("nip", nip));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(errors(refused.body())).containsExactly("nip nip.invalid");
    }

    @Test
    void survivesCharactersThatTheDatabaseCannotKeep() {
        var created = api.post(CLIENTS, Cards.company("Fir\u0000ma\u0007 sp.\tz o.o."));
        var card = Cards.bakery();
        card.putObject("customFields").put("tier", "a\u0000b");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().path("name").asString()).isEqualTo("Fir ma sp. z o.o.");
        assertThat(api.post(CLIENTS, card).status()).isEqualTo(400);
        assertThat(api.get(CLIENTS + "?q={q}", "a\u0000b").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"limit=0", "limit=501", "limit=x", "sort=salary", "sort=name;name", "cursor=nonsense", "cursor=WyJhIl0",
        "count=maybe"})
    void refusesListsThatCannotBe(String query) {
        assertThat(api.get(CLIENTS + "?" + query.replace(';', ',')).status()).isEqualTo(400);
    }

    @Test
    void refusesPatchThatIsNoObjectOrBreaksTheCard() {
        var created = api.post(CLIENTS, Cards.bakery());
        String path = CLIENTS + "/" + created.id();

        assertThat(api.patch(path, created.etag(), "[]").status()).isEqualTo(400);
        assertThat(errors(api.patch(path, created.etag(), "{\"name\":null,\"nip\":\"1\",\"salary\":5}").body()))
                .contains("name required", "nip nip.invalid", "salary field.unknown");
        assertThat(api
                .send(org.springframework.http.HttpMethod.PATCH, path, "{}",
                        headers -> headers.set("If-Match", "\"1\""))
                .status()).isEqualTo(415);
    }

    @Test
    void refusesReasonThatCannotBeRead() {
        var refused = api.post(CLIENTS, Cards.bakery(), headers -> headers.set("Change-Reason", "%zz"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(errors(refused.body())).containsExactly("Change-Reason change-reason.invalid");
    }

    @Test
    void holdsPeopleToTheFieldsOfPeople() {
        var refused = api.post(CLIENTS,
                Cards.person("Jan", "Testowy").put("regon", "610188201").put("krs", "0000028860")
                        .put("localGovernment", true).put("headOfficeId", UUID.randomUUID().toString()));

        assertThat(errors(refused.body())).containsExactlyInAnyOrder("regon field.not-of-kind", "krs field.not-of-kind",
                "localGovernment field.not-of-kind", "headOfficeId field.not-of-kind");
    }

    private static List<String> errors(JsonNode problem) {
        return problem.path("errors").valueStream()
                .map(error -> error.path("field").asString() + " " + error.path("code").asString())
                .toList();
    }

    private long clients() {
        Long count = database.sql("select count(*) from client").mapValue(Long.class).one().block();
        return count == null ? 0 : count;
    }
}
