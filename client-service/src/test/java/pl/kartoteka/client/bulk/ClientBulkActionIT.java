package pl.kartoteka.client.bulk;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ClientBulkActionIT {
    private static final String ACTIONS = "/api/v1/client-bulk-actions";

    private final Api api;
    private final String mark = "Zbiorcza" + UUID.randomUUID().toString().substring(0, 8);
    private List<String> clients = List.of();

    ClientBulkActionIT(@Autowired WebTestClient web) {
        this.api = Api.of(web);
    }

    @BeforeEach
    void registerClients() {
        clients = IntStream.range(0, 3).mapToObj(i -> api.post("/api/v1/clients", Cards.company(mark + " " + i)).id())
                .toList();
    }

    @Test
    void assignsAGroupToWhomTheCriteriaMean() {
        String group = entry("client-groups");

        JsonNode job = run(
                "{\"action\":\"ASSIGN_GROUP\",\"groupId\":\"%s\",\"criteria\":{\"field\":\"name\",\"op\":\"startsWith\",\"value\":\"%s\"}}"
                        .formatted(group, mark));

        assertThat(job.path("total").asLong()).isEqualTo(3);
        assertThat(job.path("report").path("changed").asLong()).isEqualTo(3);
        for (String client : clients) {
            assertThat(api.get("/api/v1/clients/" + client).body().path("groupId").asString()).isEqualTo(group);
            JsonNode last = api.get("/api/v1/clients/" + client + "/history").body().path("items").get(0);
            assertThat(last.path("channel").asString()).isEqualTo("BULK_ACTION");
            KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", client);
        }
    }

    @Test
    void assignsAPrimaryCaretakerBesideThoseThereAre() {
        String body = """
                {"action":"ASSIGN_CARETAKER","caretaker":{"subject":"%s","role":"PRIMARY"},"clientIds":["%s","%s"]}""";
        run(body.formatted("jan", clients.get(0), clients.get(0)));

        JsonNode job = run(body.formatted("anna", clients.get(0), clients.get(1)));

        assertThat(job.at("/report/changed").asLong()).isEqualTo(2);
        assertThat(caretakers(clients.get(0))).containsExactly("anna PRIMARY", "jan ADDITIONAL");
        assertThat(caretakers(clients.get(1))).containsExactly("anna PRIMARY");
        JsonNode again = run(body.formatted("anna", clients.get(0), clients.get(1)));
        assertThat(again.at("/report/unchanged").asLong()).isEqualTo(2);
        assertThat(api.post(ACTIONS, "{\"action\":\"ASSIGN_CARETAKER\",\"q\":\"x\"}").body().at("/errors/0/field")
                .asString()).isEqualTo("caretaker");
        assertThat(api.post(ACTIONS, body.formatted("no such subject", clients.get(0), clients.get(1))).status())
                .isEqualTo(400);
    }

    @Test
    void takesACaretakerOffWhoeverHasHim() {
        run("{\"action\":\"ASSIGN_CARETAKER\",\"caretaker\":{\"subject\":\"jan\",\"role\":\"PRIMARY\"},\"clientIds\":[\"%s\"]}"
                .formatted(clients.get(0)));
        run("{\"action\":\"ASSIGN_CARETAKER\",\"caretaker\":{\"subject\":\"anna\"},\"clientIds\":[\"%s\"]}"
                .formatted(clients.get(0)));

        JsonNode job = run("{\"action\":\"REMOVE_CARETAKER\",\"caretaker\":{\"subject\":\"jan\"},\"q\":\"%s\"}"
                .formatted(mark));

        assertThat(job.at("/report/changed").asLong()).isEqualTo(1);
        assertThat(job.at("/report/unchanged").asLong()).isEqualTo(2);
        assertThat(caretakers(clients.get(0))).containsExactly("anna ADDITIONAL");
    }

    @Test
    void putsFlagsOnAndTakesThemOff() {
        String flag = entry("flags");
        String body = "{\"action\":\"ADD_FLAGS\",\"flagIds\":[\"%s\"],\"clientIds\":[\"%s\",\"%s\"]}"
                .formatted(flag, clients.get(0), clients.get(1));

        assertThat(run(body).at("/report/changed").asLong()).isEqualTo(2);
        assertThat(card(0).path("flagIds").toString()).isEqualTo("[\"" + flag + "\"]");
        assertThat(run(body.replace("ADD_FLAGS", "REMOVE_FLAGS")).at("/report/changed").asLong()).isEqualTo(2);
        assertThat(card(0).path("flagIds").size()).isZero();
    }

    @Test
    void assignsSourceIndustryAndImportanceAndTakesThemAway() {
        String source = entry("client-sources");
        String industry = entry("industries");
        String whom = ",\"clientIds\":[\"%s\"]}".formatted(clients.getFirst());

        run("{\"action\":\"ASSIGN_SOURCE\",\"sourceId\":\"" + source + "\"" + whom);
        run("{\"action\":\"ASSIGN_INDUSTRY\",\"industryId\":\"" + industry + "\"" + whom);
        run("{\"action\":\"ASSIGN_IMPORTANCE\",\"importance\":\"KEY\"" + whom);

        assertThat(card(0).path("sourceId").asString()).isEqualTo(source);
        assertThat(card(0).path("industryId").asString()).isEqualTo(industry);
        assertThat(card(0).path("importance").asString()).isEqualTo("KEY");
        run("{\"action\":\"ASSIGN_SOURCE\"" + whom);
        run("{\"action\":\"ASSIGN_IMPORTANCE\"" + whom);
        assertThat(card(0).hasNonNull("sourceId")).isFalse();
        assertThat(card(0).hasNonNull("importance")).isFalse();
        assertThat(api.post(ACTIONS, "{\"action\":\"ASSIGN_SOURCE\",\"industryId\":\"" + industry
                + "\",\"importance\":\"LOW\",\"flagIds\":[\"" + source + "\"]" + whom).body().path("errors")
                .valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("industryId", "importance", "flagIds");
    }

    @Test
    void addsATraitGroupToThoseItIsFor() {
        String trait = entry("traits");
        String group = api
                .post("/api/v1/trait-groups", Cards.json(Map.of("name", "Pakiet " + UUID.randomUUID(), "kinds",
                        List.of("COMPANY"), "traitIds", List.of(trait))))
                .id();
        String person = api.post("/api/v1/clients", Cards.person("Ewa", "Testowa")).id();
        String body = "{\"action\":\"ADD_TRAIT_GROUP\",\"traitGroupId\":\"%s\",\"clientIds\":[\"%s\",\"%s\"]}";

        JsonNode job = run(body.formatted(group, clients.getFirst(), person));

        assertThat(job.at("/report/changed").asLong()).isEqualTo(1);
        assertThat(card(0).path("traitIds").toString()).isEqualTo("[\"" + trait + "\"]");
        JsonNode refusal = api.get(ACTIONS + "/" + job.path("id").asString() + "/refusals").body().at("/items/0");
        assertThat(refusal.path("clientId").asString()).isEqualTo(person);
        assertThat(refusal.path("code").asString()).isEqualTo("trait-group.not-of-kind");
        JsonNode ofNone = run(body.formatted(UUID.randomUUID(), clients.getFirst(), person));
        assertThat(ofNone.path("status").asString()).isEqualTo("DONE");
        assertThat(ofNone.at("/report/refused").asLong()).isEqualTo(2);
    }

    private JsonNode card(int client) {
        return api.get("/api/v1/clients/" + clients.get(client)).body();
    }

    @Test
    void leavesWhoWasMergedAwayAlone() {
        assertThat(api.post("/api/v1/clients/" + clients.get(0) + "/merge",
                Cards.json(Map.of("duplicateId", clients.get(1)))).status()).isEqualTo(201);

        JsonNode job = run("{\"action\":\"ASSIGN_GROUP\",\"groupId\":\"%s\",\"q\":\"%s\"}"
                .formatted(entry("client-groups"), mark));

        assertThat(job.path("total").asLong()).isEqualTo(2);
        assertThat(api.get("/api/v1/clients/" + clients.get(1)).body().path("groupId").asString("")).isEmpty();
    }

    private List<String> caretakers(String client) {
        return api.get("/api/v1/clients/" + client + "/caretakers").body().path("items").valueStream()
                .map(one -> one.path("subject").asString() + " " + one.path("role").asString()).toList();
    }

    @Test
    void tellsWhatWasSoAlready() {
        String trait = entry("traits");
        String body = "{\"action\":\"ADD_TRAITS\",\"traitIds\":[\"%s\"],\"clientIds\":[\"%s\",\"%s\"]}"
                .formatted(trait, clients.get(0), clients.get(1));
        run(body);

        JsonNode again = run(body);

        assertThat(again.path("report").path("unchanged").asLong()).isEqualTo(2);
        assertThat(api.get("/api/v1/clients/" + clients.get(0)).body().path("version").asLong()).isEqualTo(2);
        run(body.replace("ADD_TRAITS", "REMOVE_TRAITS"));
        assertThat(api.get("/api/v1/clients/" + clients.get(0)).body().path("traitIds").size()).isZero();
    }

    @Test
    void deactivatesThoseAFilterMeansAlthoughTheyThenNoLongerMeetIt() {
        JsonNode job = run("""
                {"action":"DEACTIVATE","criteria":{"all":[{"field":"active","op":"eq","value":true},
                 {"field":"name","op":"startsWith","value":"%s"}]}}""".formatted(mark));

        assertThat(job.path("report").path("changed").asLong()).isEqualTo(3);
        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.deactivated.v1", clients.getFirst());
    }

    @Test
    void deletesOnlyWhereNothingHangsOnIt() {
        api.post("/api/v1/clients", Cards.company(mark + " oddział").put("headOfficeId", clients.getFirst()));

        JsonNode job = run("{\"action\":\"DELETE\",\"clientIds\":[\"%s\",\"%s\"]}".formatted(clients.get(0),
                clients.get(1)));

        assertThat(job.path("report").path("changed").asLong()).isEqualTo(1);
        assertThat(job.path("report").path("refused").asLong()).isEqualTo(1);
        JsonNode refusals = api.get(ACTIONS + "/" + job.path("id").asString() + "/refusals").body().path("items");
        assertThat(refusals.size()).isEqualTo(1);
        assertThat(refusals.get(0).path("clientId").asString()).isEqualTo(clients.get(0));
        assertThat(refusals.get(0).path("code").asString()).isEqualTo("client-in-use");
        assertThat(api.get("/api/v1/clients/" + clients.get(0)).status()).isEqualTo(200);
        assertThat(api.get("/api/v1/clients/" + clients.get(1)).status()).isEqualTo(404);
    }

    @Test
    void tellsOfEachClientWhyItStayedAndPublishesTheEndOfTheOthers() {
        api.post("/api/v1/clients/" + clients.get(0) + "/notes", "{\"text\":\"ważne\"}");
        api.post("/api/v1/clients", Cards.company(mark + " oddział").put("headOfficeId", clients.get(2)));

        JsonNode job = run("{\"action\":\"DELETE\",\"clientIds\":[\"%s\",\"%s\",\"%s\"]}"
                .formatted(clients.get(0), clients.get(1), clients.get(2)));

        assertThat(job.path("report").path("changed").asLong()).isEqualTo(1);
        assertThat(api.get(ACTIONS + "/" + job.path("id").asString() + "/refusals").body().path("items").valueStream()
                .map(refusal -> refusal.path("clientId").asString()))
                .containsExactlyInAnyOrder(clients.get(0), clients.get(2));
        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.erased.v1", clients.get(1));
        KafkaProbe.shared().await(ClientEvent.TOPIC,
                record -> clients.get(1).equals(record.key()) && record.value() == null);
    }

    @Test
    void refusesToActOnEverybodyForWantOfAFilter() {
        assertThat(api.post(ACTIONS, "{\"action\":\"DELETE\"}").status()).isEqualTo(400);
        assertThat(api.post(ACTIONS, "{\"action\":\"ADD_TRAITS\",\"q\":\"x\"}").body().path("errors").get(0)
                .path("field").asString()).isEqualTo("traitIds");
        assertThat(api.post(ACTIONS,
                "{\"action\":\"DELETE\",\"criteria\":{\"field\":\"soul\",\"op\":\"eq\",\"value\":1}}").status())
                .isEqualTo(400);
    }

    private String entry(String dictionary) {
        String code = "B" + UUID.randomUUID().toString().substring(0, 8);
        return api.post("/api/v1/" + dictionary, "{\"code\":\"%s\",\"name\":\"%s\"}".formatted(code, code)).id();
    }

    private JsonNode run(String body) {
        var accepted = api.post(ACTIONS, body);
        assertThat(accepted.status()).isEqualTo(202);
        return Mono.fromSupplier(() -> api.get(ACTIONS + "/" + accepted.id()).body())
                .subscribeOn(Schedulers.boundedElastic())
                .filter(job -> !List.of("QUEUED", "RUNNING").contains(job.path("status").asString()))
                .repeatWhenEmpty(again -> again.delayElements(Duration.ofMillis(50)))
                .block(Duration.ofSeconds(30));
    }
}
