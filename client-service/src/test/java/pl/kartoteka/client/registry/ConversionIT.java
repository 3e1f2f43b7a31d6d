package pl.kartoteka.client.registry;

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
        var company = api.post(CLIENTS, Cards.company("ABC Jan Testowy").put("regon", "610188201"));

        var person = convert(company.id(), company.etag(),
                Map.of("kind", "PERSON", "firstName", "Jan", "lastName", "Testowy"));

        assertThat(person.status()).as("%s", person.body()).isEqualTo(200);
        assertThat(person.body().path("name").asString()).isEqualTo("Jan Testowy");
        assertThat(person.body().hasNonNull("regon")).isFalse();
        var back = convert(company.id(), person.etag(), Map.of("kind", "COMPANY", "name", "ABC Jan Testowy"));
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body().path("nip")).isEqualTo(company.body().path("nip"));
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

    private static String text(JsonNode node) {
        return node.isString() ? node.asString() : node.toString();
    }
}
