package pl.kartoteka.client.watch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.events.CompanyEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class RegisterWatchIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private WebTestClient web;

    private final String nip = Cards.freshNip();
    private Api api;
    private Answer client;

    @BeforeEach
    void register() {
        api = Api.of(web, "opiekun", "clients:read", "clients:write");
        client = api.post(CLIENTS, Cards.bakery(nip));
    }

    @Test
    void proposesWhatTheRegisterSaysOtherwiseAndNotWhatItOnlyWritesOtherwise() {
        tell(1, gus("PIEKARNIA ZŁOTY KŁOS SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ", "Piotrkowska"));

        JsonNode proposals = await(1);

        assertThat(fields(proposals)).containsExactly("addresses.REGISTERED");
        assertThat(proposals.at("/0/proposed/street").asString()).isEqualTo("Piotrkowska");
        assertThat(proposals.at("/0/seen/street").asString()).isEqualTo("Kolejowa");
        assertThat(proposals.at("/0/register").asString()).isEqualTo("GUS");
        assertThat(api.get(CLIENTS + "/{id}", client.id()).etag()).isEqualTo(client.etag());
    }

    @Test
    void changesTheCardWhenAcceptedAndTellsByWhomInTheHistory() {
        tell(1, gus("Piekarnia Nowy Kłos sp. z o.o.", "Piotrkowska"));
        JsonNode proposals = await(2);
        String name = id(proposals, "name");

        var accepted = api.post(CLIENTS + "/" + client.id() + "/proposed-changes/" + name + "/acceptance", "");

        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(200);
        assertThat(accepted.body().path("name").asString()).isEqualTo("Piekarnia Nowy Kłos sp. z o.o.");
        JsonNode entry = api.get(CLIENTS + "/{id}/history", client.id()).body().at("/items/0");
        assertThat(entry.path("channel").asString()).isEqualTo("REGISTER");
        assertThat(entry.path("who").asString()).isEqualTo("opiekun");
        assertThat(api.post(CLIENTS + "/" + client.id() + "/proposed-changes/" + name + "/acceptance", "").status())
                .isEqualTo(409);
        assertThat(fields(open())).containsExactly("addresses.REGISTERED");
    }

    @Test
    void acceptsAllInOneChange() {
        tell(1, gus("Inna nazwa", "Piotrkowska"));
        await(2);

        var accepted = api.post(CLIENTS + "/" + client.id() + "/proposed-changes/acceptance", "");

        assertThat(accepted.etag()).isEqualTo("\"2\"");
        assertThat(accepted.body().at("/addresses/0/street").asString()).isEqualTo("Piotrkowska");
        assertThat(accepted.body().path("addresses").size()).isOne();
        assertThat(open().isEmpty()).isTrue();
    }

    @Test
    void asksNotAgainWhatWasRefusedUntilTheRegisterSaysAnotherThing() {
        tell(1, gus("Druga nazwa", "Kolejowa"));
        var refused = api.post(
                CLIENTS + "/" + client.id() + "/proposed-changes/" + id(await(1), "name") + "/refusal", "");
        assertThat(refused.body().path("status").asString()).isEqualTo("REFUSED");
        assertThat(refused.body().path("decidedBy").asString()).isEqualTo("opiekun");

        tell(2, gus("Druga nazwa", "Kolejowa"));
        tell(3, whiteList("EXEMPT"));
        assertThat(fields(await(1))).containsExactly("vatStatus");
        tell(4, gus("Trzecia nazwa", "Kolejowa"));

        JsonNode proposals = await(2);
        assertThat(proposals.valueStream().map(one -> one.path("proposed").asString()))
                .containsExactlyInAnyOrder("EXEMPT", "Trzecia nazwa");
    }

    @Test
    void tellsInTheHistoryWhatWasDecidedOfWhichRegisterAndWhy() {
        tell(1, gus("Odrzucona nazwa", "Piotrkowska"));
        JsonNode proposals = await(2);
        String path = CLIENTS + "/" + client.id() + "/proposed-changes/";

        api.post(path + id(proposals, "name") + "/refusal", "",
                headers -> headers.set("Change-Reason", "liter%C3%B3wka%20w%20rejestrze"));
        api.post(path + id(proposals, "addresses.REGISTERED") + "/acceptance", "");

        JsonNode told = api.get(CLIENTS + "/{id}/history?field=proposedChanges", client.id()).body().path("items");
        assertThat(told.valueStream().map(entry -> entry.path("action").asString()))
                .containsExactly("ACCEPTED", "REFUSED");
        JsonNode refusal = told.path(1);
        assertThat(refusal.path("field").asString()).isEqualTo("proposedChanges[" + id(proposals, "name") + "]");
        assertThat(refusal.path("who").asString()).isEqualTo("opiekun");
        assertThat(refusal.path("why").asString()).isEqualTo("literówka w rejestrze");
        assertThat(refusal.at("/to/register").asString()).isEqualTo("GUS");
        assertThat(refusal.at("/to/field").asString()).isEqualTo("name");
        assertThat(refusal.at("/to/proposed").asString()).isEqualTo("Odrzucona nazwa");
        assertThat(told.at("/0/to/field").asString()).isEqualTo("addresses.REGISTERED");
    }

    @Test
    void listsWhatARegisterProposesForAFieldAndWhatBecameOfIt() {
        tell(1, gus("Wyszukiwana nazwa", "Kolejowa"));
        tell(2, whiteList("EXEMPT"));
        JsonNode proposals = await(2);
        api.post(CLIENTS + "/" + client.id() + "/proposed-changes/" + id(proposals, "vatStatus") + "/refusal", "");

        assertThat(listed("?register=GUS&field=name&limit=500")).contains(id(proposals, "name"));
        assertThat(listed("?register=WHITE_LIST&limit=500")).doesNotContain(id(proposals, "name"),
                id(proposals, "vatStatus"));
        assertThat(listed("?register=WHITE_LIST&field=vatStatus&status=REFUSED&limit=500"))
                .contains(id(proposals, "vatStatus"));
        assertThat(api.get("/api/v1/proposed-changes?status=LOST").body().at("/errors/0/field").asString())
                .isEqualTo("status");
        assertThat(api.get(CLIENTS + "/{id}/proposed-changes", UUID.randomUUID()).status()).isEqualTo(404);
    }

    private List<String> listed(String query) {
        return api.get("/api/v1/proposed-changes" + query).body().path("items").valueStream()
                .map(one -> one.path("id").asString()).toList();
    }

    @Test
    void putsTheNewerAnswerInThePlaceOfTheOlderHoweverTheyArrive() {
        tell(5, gus("Piąta", "Kolejowa"));
        await(1);
        tell(4, gus("Czwarta", "Kolejowa"));
        tell(5, gus("Piąta", "Kolejowa"));
        tell(6, whiteList("NOT_REGISTERED"));
        JsonNode proposals = await(2);
        assertThat(proposals.valueStream().map(one -> one.path("proposed").asString()))
                .containsExactlyInAnyOrder("Piąta", "NOT_REGISTERED");

        tell(7, gus("Piekarnia Złoty Kłos sp. z o.o.", "Kolejowa"));

        Awaitility.await().until(() -> fields(open()).equals(List.of("vatStatus")));
        assertThat(api.get(CLIENTS + "/{id}/proposed-changes?decided=true", client.id()).body().path("items")
                .valueStream().map(one -> one.path("status").asString())).containsOnly("OPEN", "SUPERSEDED");
    }

    @Test
    void proposesToRetireWhoWasStruckOff() {
        var data = (ObjectNode) gus("Piekarnia Złoty Kłos sp. z o.o.", "Kolejowa");
        ((ObjectNode) data.path("data")).put("endedOn", "2026-10-01");
        tell(1, data);

        assertThat(fields(await(2))).containsExactlyInAnyOrder("businessStatus", "active");
    }

    @Test
    void decidesOnceHoweverManyDecide() throws Exception {
        tell(1, gus("Wspólna decyzja", "Kolejowa"));
        String proposal = id(await(1), "name");

        var answers = Parallel.calls(8, i -> api.post(CLIENTS + "/" + client.id() + "/proposed-changes/" + proposal
                + (i % 2 == 0 ? "/acceptance" : "/refusal"), ""));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(7);
    }

    private JsonNode gus(String name, String street) {
        return JSON.valueToTree(Map.of("register", "GUS", "data", Map.of("name", name, "address", Map.of("street",
                street, "building", "5", "unit", "2", "postalCode", "90-001", "city", "ŁÓDŹ"))));
    }

    private JsonNode whiteList(String status) {
        return JSON.valueToTree(Map.of("register", "WHITE_LIST", "data", Map.of("vatStatus", status)));
    }

    private void tell(long sequence, JsonNode answer) {
        var event = ((ObjectNode) answer.deepCopy()).put("nip", nip).put("outcome", "FOUND")
                .put("checkedAt", Instant.now().toString()).put("environment", "SANDBOX").put("sequence", sequence);
        KafkaProbe.shared().send(CompanyEvent.TOPIC, nip, JSON.writeValueAsBytes(event), Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_source", "test",
                "ce_type", "kartoteka.company.verified.v1",
                "content-type", "application/json"));
    }

    private JsonNode open() {
        return api.get(CLIENTS + "/{id}/proposed-changes", client.id()).body().path("items");
    }

    private JsonNode await(int count) {
        Awaitility.await().until(() -> open().size() == count);
        return open();
    }

    private static List<String> fields(JsonNode proposals) {
        return proposals.valueStream().map(one -> one.path("field").asString()).toList();
    }

    private static String id(JsonNode proposals, String field) {
        return proposals.valueStream().filter(one -> one.path("field").asString().equals(field)).findFirst()
                .orElseThrow().path("id").asString();
    }
}
