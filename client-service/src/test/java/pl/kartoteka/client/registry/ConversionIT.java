package pl.kartoteka.client.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ConversionIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void makesCompanyOfPersonWhoKeepsIdAndEverythingThatHangsOnIt() {
        String nip = Cards.freshNip();
        var person = api.post(CLIENTS, Cards.person("Jan", "Testowy").put("nip", nip).put("pesel", "44051401359"));
        api.post("/api/v1/sales-documents", """
                {"clientId":"%s","number":"FV/K/%s","type":"INVOICE","issuedOn":"2026-11-20","gross":{"amount":"10.00","currency":"PLN"}}
                """.formatted(person.id(), nip));

        var company = convert(person.id(), "\"2\"",
                Map.of("kind", "COMPANY", "name", "Testowy Usługi", "regon", "610188201"));

        assertThat(company.status()).as("%s", company.body()).isEqualTo(200);
        assertThat(company.id()).isEqualTo(person.id());
        assertThat(company.body().path("kind").asString()).isEqualTo("COMPANY");
        assertThat(company.body().path("name").asString()).isEqualTo("Testowy Usługi");
        assertThat(company.body().path("nip").asString()).isEqualTo(nip);
        assertThat(company.body().path("stage").asString()).isEqualTo("STANDARD");
        assertThat(company.body().path("firstName").isNull() || company.body().path("firstName").isMissingNode())
                .isTrue();
        assertThat(api.get(CLIENTS + "/{id}/documents?count=true", person.id()).body().path("total").asInt())
                .isEqualTo(1);
        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.converted.v1", person.id());
        assertThat(event.data().path("previousKind").asString()).isEqualTo("PERSON");
        assertThat(event.data().at("/client/kind").asString()).isEqualTo("COMPANY");
    }

    @Test
    void tellsConversionInTheHistoryWithWhatLeftTheCard() {
        var person = api.post(CLIENTS, Cards.person("Ewa", "Testowa"));

        convert(person.id(), person.etag(), Map.of("kind", "COMPANY", "name", "Ewa sp. z o.o."));

        var entries = api.get(CLIENTS + "/{id}/history", person.id()).body().path("items").valueStream()
                .filter(entry -> entry.path("version").asInt() == 2).toList();
        assertThat(entries).allSatisfy(entry -> assertThat(entry.path("action").asString()).isEqualTo("CONVERTED"));
        assertThat(entries.stream().map(entry -> entry.path("field").asString() + " " + text(entry.path("from"))))
                .contains("kind PERSON", "firstName Ewa", "lastName Testowa", "name Ewa Testowa");
    }

    @Test
    void makesPersonOfSoleTraderAndBack() {
        ObjectNode card = Cards.bakery().put("regon", "610188201").put("krs", "0000028860")
                .put("legalForm", "działalność gospodarcza").put("stage", "STANDARD");
        card.put("euVatNumber", "PL" + card.path("nip").asString()).putArray("pkdCodes").add("1071Z").add("4724Z");
        card.remove("customFields");
        var company = api.post(CLIENTS, card);
        assertThat(company.status()).as("%s", company.body()).isEqualTo(201);
        ObjectNode before = whole(company.id());

        var person = convert(company.id(), company.etag(),
                Map.of("kind", "PERSON", "firstName", "Jan", "lastName", "Testowy"));

        assertThat(person.status()).as("%s", person.body()).isEqualTo(200);
        assertThat(person.body().path("name").asString()).isEqualTo("Jan Testowy");
        assertThat(person.body().hasNonNull("regon")).isFalse();
        assertThat(names(person.body().path("setAside"))).containsExactlyInAnyOrder("regon", "krs", "legalForm",
                "euVatNumber", "pkdCodes", "name");
        var back = convert(company.id(), person.etag(), Map.of("kind", "COMPANY"));
        assertThat(back.status()).as("%s", back.body()).isEqualTo(200);
        assertThat(names(back.body().path("restored"))).containsExactlyInAnyOrder("regon", "krs", "legalForm",
                "euVatNumber", "pkdCodes", "name");
        assertThat(names(back.body().path("setAside"))).containsExactlyInAnyOrder("firstName", "lastName", "name");
        assertThat(whole(company.id())).isEqualTo(before);
    }

    @Test
    void givesPersonBackWhatOnlyThosePermittedMaySee() {
        ObjectNode card = Cards.person("Zofia", "Testowa").put("pesel", "44051401359");
        card.putObject("idDocument").put("type", "PASSPORT").put("country", "DE").put("number", "C01X00T47");
        var person = api.post(CLIENTS, card);
        assertThat(person.status()).as("%s", person.body()).isEqualTo(201);
        ObjectNode before = whole(person.id());

        var company = convert(person.id(), person.etag(), Map.of("kind", "COMPANY", "name", "Testowa Usługi"));
        assertThat(company.body().toString()).doesNotContain("44051401359").doesNotContain("C01X00T47");
        var partner = convert(person.id(), company.etag(), Map.of("kind", "INSTITUTION", "localGovernment", true));
        assertThat(partner.status()).as("%s", partner.body()).isEqualTo(200);
        var back = convert(person.id(), partner.etag(), Map.of("kind", "PERSON"));

        assertThat(back.status()).as("%s", back.body()).isEqualTo(200);
        assertThat(whole(person.id())).isEqualTo(before);
        assertThat(whole(person.id()).path("pesel").asString()).isEqualTo("44051401359");
        assertThat(names(back.body().path("setAside"))).containsExactlyInAnyOrder("localGovernment", "name");
    }

    @Test
    void bringsBackNothingThatTheCallerSaysAnewOrThatNoLongerFits() {
        ObjectNode card = Cards.company("Zmienna").put("regon", "610188201").put("legalForm", "spółka");
        card.put("euVatNumber", "PL" + card.path("nip").asString());
        var company = api.post(CLIENTS, card);
        var person = convert(company.id(), company.etag(), Map.of("kind", "PERSON"));
        String nip = Cards.freshNip();

        var back = convert(company.id(), person.etag(),
                Map.of("kind", "COMPANY", "nip", nip, "legalForm", "inna"));

        assertThat(back.status()).as("%s", back.body()).isEqualTo(200);
        assertThat(back.body().path("regon").asString()).isEqualTo("610188201");
        assertThat(back.body().path("legalForm").asString()).isEqualTo("inna");
        assertThat(back.body().hasNonNull("euVatNumber")).isFalse();
        assertThat(names(back.body().path("setAside"))).containsExactly("euVatNumber");
    }

    @Test
    void countsOurOwnPeopleAsNoLeads() {
        var person = api.post(CLIENTS, Cards.person("Adam", "Testowy"));

        var employee = convert(person.id(), person.etag(), Map.of("kind", "EMPLOYEE"));

        assertThat(employee.body().path("stage").asString()).isEqualTo("STANDARD");
    }

    @Test
    void refusesPersonOfCompanyWithBranchesOrInAStructure() {
        var office = api.post(CLIENTS, Cards.company("Centrala"));
        var branch = api.post(CLIENTS, Cards.company("Oddział").put("headOfficeId", office.id())
                .put("nip", office.body().path("nip").asString()));

        var first = convert(office.id(), office.etag(), Map.of("kind", "PERSON"));
        var second = convert(branch.id(), branch.etag(), Map.of("kind", "PERSON"));
        var third = convert(office.id(), office.etag(), Map.of("kind", "COMPANY"));

        assertThat(Stream.of(first, second, third)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().path("type").asString()).endsWith(":conversion-impossible");
        });
        assertThat(first.body().path("reasons").toString()).isEqualTo("[\"HAS_BRANCHES\"]");
        assertThat(first.body().path("branches").asInt()).isEqualTo(1);
        assertThat(second.body().path("reasons").toString()).isEqualTo("[\"IS_BRANCH\",\"NIP_SHARED\"]");
        assertThat(third.body().path("reasons").toString()).isEqualTo("[\"SAME_KIND\"]");
        assertThat(api.get(CLIENTS + "/{id}", office.id()).etag()).isEqualTo(office.etag());
    }

    @Test
    void namesEveryFieldThatDoesNotFitTheNewKind() {
        var person = api.post(CLIENTS, Cards.person("Anna", "Testowa"));

        var refused = convert(person.id(), person.etag(),
                Map.of("kind", "COMPANY", "pesel", "44051401359", "nip", "1234567890"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("pesel", "nip");
        assertThat(
                convert(person.id(), person.etag(), Map.of("kind", "PLANET")).body().at("/errors/0/field").asString())
                .isEqualTo("kind");
        assertThat(convert(person.id(), person.etag(), Map.of()).status()).isEqualTo(400);
        assertThat(convert(person.id(), null, Map.of("kind", "COMPANY")).status()).isEqualTo(428);
        assertThat(convert(person.id(), "\"9\"", Map.of("kind", "COMPANY")).status()).isEqualTo(412);
    }

    @Test
    void leavesNoPersonWithBranchesWhenBothComeAtOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            var office = api.post(CLIENTS, Cards.company("Centrala " + round));

            var answers = Parallel.calls(6, i -> i == 0
                    ? convert(office.id(), office.etag(), Map.of("kind", "PERSON"))
                    : api.post(CLIENTS, Cards.company("Oddział " + i).put("headOfficeId", office.id())));

            boolean converted = answers.getFirst().status() == 200;
            long branches = answers.stream().skip(1).filter(answer -> answer.status() == 201).count();
            assertThat(converted ? branches == 0 : answers.getFirst().status() == 409 && branches > 0)
                    .as("%s", answers.stream().map(Answer::status).toList()).isTrue();
        }
    }

    private Answer convert(String id, String etag, Map<String, ?> request) {
        return api.post(CLIENTS + "/" + id + "/conversion", Cards.json(request), headers -> {
            if (etag != null) {
                headers.set(HttpHeaders.IF_MATCH, etag);
            }
        });
    }

    /** As those see it who may see everything, without what every change changes. */
    private ObjectNode whole(String id) {
        JsonNode client = Api.of(web, "iod", "clients:read", "clients:sensitive").get(CLIENTS + "/{id}", id).body();
        return ((ObjectNode) client).without(List.of("version", "updatedAt"));
    }

    private static List<String> names(JsonNode fields) {
        return fields.valueStream().map(JsonNode::asString).toList();
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : node.toString();
    }
}
