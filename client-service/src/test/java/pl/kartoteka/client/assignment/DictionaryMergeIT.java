package pl.kartoteka.client.assignment;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

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
import pl.kartoteka.events.DictionaryEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class DictionaryMergeIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void putsOneTraitInThePlaceOfAnotherOnEveryCard() {
        var old = entry("traits");
        var into = entry("traits");
        var clients = IntStream.range(0, 3).mapToObj(i -> {
            var card = Cards.company("Cecha " + i);
            var traits = card.putArray("traitIds").add(old.id());
            return api.post(CLIENTS, i == 0 ? card : i == 1 ? card : card.set("traitIds", traits.add(into.id())));
        }).toList();

        var accepted = merge("traits", old, into.id());

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(done(accepted.headers().getLocation().toString()).path("done").asInt()).isEqualTo(3);
        assertThat(clients).allSatisfy(client -> {
            var card = api.get(CLIENTS + "/" + client.id()).body();
            assertThat(card.path("traitIds").toString()).isEqualTo("[\"" + into.id() + "\"]");
            assertThat(card.path("version").asInt()).isEqualTo(2);
        });
        assertThat(api.get("/api/v1/traits/" + old.id()).status()).isEqualTo(404);
        assertThat(KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1",
                clients.getFirst().id()).data().at("/client/traits/0/id").asString()).isEqualTo(into.id());
        assertThat(KafkaProbe.shared().awaitEvent(DictionaryEvent.TOPIC, "kartoteka.dictionary-entry.removed.v1",
                old.id()).data().path("mergedInto").asString()).isEqualTo(into.id());
    }

    @Test
    void changesWhoWasMergedAwayTooSoThatTheMergeCanBeUndone() {
        var own = entry("client-groups");
        var ofDuplicate = entry("client-groups");
        var trait = entry("traits");
        var survivor = api.post(CLIENTS, Cards.company("Zostaje").put("groupId", own.id()));
        var card = Cards.company("Znika").put("groupId", ofDuplicate.id());
        card.putArray("traitIds").add(trait.id());
        var duplicate = api.post(CLIENTS, card);
        var merged = api.post(CLIENTS + "/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", duplicate.id(), "fields", Map.of("groupId", "DUPLICATE"))));
        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        var group = entry("client-groups");
        var otherTrait = entry("traits");

        done(merge("client-groups", ofDuplicate, group.id()).headers().getLocation().toString());
        done(merge("client-groups", own, group.id()).headers().getLocation().toString());
        done(merge("traits", trait, otherTrait.id()).headers().getLocation().toString());

        var gone = api.get(CLIENTS + "/" + duplicate.id()).body();
        assertThat(gone.path("groupId").asString()).isEqualTo(group.id());
        assertThat(gone.path("mergedInto").asString()).isEqualTo(survivor.id());
        assertThat(api.get("/api/v1/client-groups/" + own.id()).status()).isEqualTo(404);
        var undone = api.delete(CLIENTS + "/" + survivor.id() + "/merges/" + merged.id(), null);
        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(undone.body().path("kept").isEmpty()).isTrue();
        assertThat(undone.body().at("/survivor/groupId").asString()).isEqualTo(group.id());
        assertThat(undone.body().at("/survivor/traitIds").isEmpty()).isTrue();
        assertThat(undone.body().at("/duplicate/groupId").asString()).isEqualTo(group.id());
        assertThat(undone.body().at("/duplicate/traitIds").toString()).isEqualTo("[\"" + otherTrait.id() + "\"]");
    }

    @Test
    void putsWhatWasMergedOnMeanwhileInThePlaceOfBoth() throws Exception {
        for (int round = 0; round < 5; round++) {
            var first = entry("client-groups");
            var second = entry("client-groups");
            var last = entry("client-groups");
            var clients = IntStream.range(0, 4).mapToObj(i -> api.post(CLIENTS, Cards.company("Łańcuch " + i)
                    .put("groupId", i % 2 == 0 ? first.id() : second.id()))).toList();

            var answers = Parallel.calls(2, i -> i == 0
                    ? merge("client-groups", first, second.id())
                    : merge("client-groups", second, last.id()));

            assertThat(answers.get(0).status()).isIn(202, 400);
            assertThat(answers.get(1).status()).isEqualTo(202);
            answers.stream().filter(answer -> answer.status() == 202)
                    .forEach(answer -> done(answer.headers().getLocation().toString()));
            String ofTheFirst = answers.get(0).status() == 202 ? last.id() : first.id();
            for (int i = 0; i < clients.size(); i++) {
                assertThat(api.get(CLIENTS + "/" + clients.get(i).id()).body().path("groupId").asString())
                        .isEqualTo(i % 2 == 0 ? ofTheFirst : last.id());
            }
        }
    }

    @Test
    void saysWhoUsesAnEntryThatIsToBeRemoved() {
        var group = entry("client-groups");
        var survivor = api.post(CLIENTS, Cards.company("Używa"));
        var duplicate = api.post(CLIENTS, Cards.company("Używała").put("groupId", group.id()));
        assertThat(api.post(CLIENTS + "/" + survivor.id() + "/merge", Cards.json(Map.of("duplicateId", duplicate.id())))
                .status()).isEqualTo(201);
        var template = api.post("/api/v1/client-templates", Cards.json(Map.of("name", "Użycie " + UUID.randomUUID(),
                "kind", "COMPANY", "content", Map.of("groupId", group.id()))));
        assertThat(template.status()).as("%s", template.body()).isEqualTo(201);

        var refused = api.delete("/api/v1/client-groups/" + group.id(), group.etag());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("clients").asInt()).isEqualTo(2);
        assertThat(refused.body().path("merged").asInt()).isOne();
        assertThat(refused.body().path("templates").asInt()).isOne();
    }

    @Test
    void refusesATraitGroupOfAnotherKindOrRetired() {
        var group = api.post("/api/v1/trait-groups",
                Cards.json(Map.of("name", "Firmowa " + UUID.randomUUID(), "kinds", List.of("COMPANY"))));
        var person = api.post(CLIENTS, Cards.person("Ewa", "Testowa"));
        var company = api.post(CLIENTS, Cards.company("Z grupą"));
        String path = "/trait-groups/" + group.id();

        var ofAnotherKind = api.put(CLIENTS + "/" + person.id() + path, person.etag(), "");
        assertThat(ofAnotherKind.status()).isEqualTo(400);
        assertThat(ofAnotherKind.body().at("/errors/0/code").asString()).isEqualTo("trait-group.not-of-kind");
        assertThat(api.put(CLIENTS + "/" + company.id() + path, company.etag(), "").status()).isEqualTo(200);

        api.patch("/api/v1" + path, group.etag(), "{\"retired\":true}");

        var retired = api.put(CLIENTS + "/" + company.id() + path, company.etag(), "");
        assertThat(retired.status()).isEqualTo(400);
        assertThat(retired.body().at("/errors/0/code").asString()).isEqualTo("dictionary-entry.retired");
    }

    @Test
    void putsTheOtherTraitIntoTraitGroups() {
        var old = entry("traits");
        var into = entry("traits");
        var group = api.post("/api/v1/trait-groups",
                Cards.json(Map.of("name", "Pakiet " + UUID.randomUUID(), "traitIds", List.of(old.id()))));

        done(merge("traits", old, into.id()).headers().getLocation().toString());

        assertThat(api.get("/api/v1/trait-groups/" + group.id()).body().path("traitIds").toString())
                .isEqualTo("[\"" + into.id() + "\"]");
    }

    @Test
    void goesOnCallingWhatWasMergedByItsOldNames() {
        var first = entry("client-groups");
        var second = entry("client-groups");
        var last = entry("client-groups");
        done(merge("client-groups", first, second.id()).headers().getLocation().toString());
        done(merge("client-groups", second, last.id()).headers().getLocation().toString());

        for (Answer old : List.of(first, second)) {
            var again = api.post("/api/v1/client-groups",
                    Cards.json(Map.of("name", old.body().path("name").asString().toUpperCase(Locale.ROOT))));
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.id()).isEqualTo(last.id());
        }
    }

    @Test
    void offersNoEntryThatIsBeingMergedAndLosesNoClientThatCameMeanwhile() throws Exception {
        var old = entry("client-groups");
        var into = entry("client-groups");

        var first = api.post(CLIENTS, Cards.company("Grupa").put("groupId", old.id()));
        var answers = Parallel.calls(12, i -> i == 5
                ? merge("client-groups", old, into.id())
                : api.post(CLIENTS, Cards.company("Grupa " + i).put("groupId", old.id())));

        assertThat(answers.get(5).status()).isEqualTo(202);
        done(answers.get(5).headers().getLocation().toString());
        assertThat(answers.stream().filter(answer -> answer.status() == 201)).allSatisfy(client -> assertThat(
                api.get(CLIENTS + "/" + client.id()).body().path("groupId").asString()).isEqualTo(into.id()));
        assertThat(answers.stream().map(Answer::status)).isSubsetOf(201, 202, 400);
        assertThat(api.get(CLIENTS + "/" + first.id()).body().path("groupId").asString()).isEqualTo(into.id());
        assertThat(api.get("/api/v1/client-groups/" + old.id()).status()).isEqualTo(404);
    }

    @Test
    void refusesMergesThatCannotBe() {
        var trait = entry("traits");
        var narrow = api.post("/api/v1/traits",
                Cards.json(Map.of("name", "Tylko osoby " + UUID.randomUUID(), "kinds", new String[]{"PERSON"})));

        assertThat(merge("traits", trait, trait.id()).body().at("/errors/0/code").asString())
                .isEqualTo("merge.into-itself");
        assertThat(merge("traits", trait, narrow.id()).body().at("/errors/0/code").asString())
                .isEqualTo("trait.not-of-kind");
        assertThat(merge("traits", trait, entry("flags").id()).status()).isEqualTo(400);
        assertThat(
                api.post("/api/v1/traits/" + trait.id() + "/merge", Cards.json(Map.of("into", narrow.id()))).status())
                .isEqualTo(428);
        assertThat(api.get("/api/v1/traits/" + trait.id()).etag()).isEqualTo(trait.etag());
    }

    @Test
    void assignsAWholeTraitGroupAtOnce() {
        var both = entry("traits");
        var forPeople = api.post("/api/v1/traits",
                Cards.json(Map.of("name", "Osobowa " + UUID.randomUUID(), "kinds", new String[]{"PERSON"})));
        var own = entry("traits");
        var group = api.post("/api/v1/trait-groups", Cards.json(Map.of("name", "Pakiet " + UUID.randomUUID(),
                "traitIds", new String[]{both.id(), forPeople.id()})));
        assertThat(group.status()).isEqualTo(201);
        var card = Cards.company("Z pakietem");
        card.putArray("traitIds").add(own.id());
        var client = api.post(CLIENTS, card);
        String assignment = CLIENTS + "/" + client.id() + "/trait-groups/" + group.id();

        assertThat(api.put(assignment, null, "").status()).isEqualTo(428);
        var assigned = api.put(assignment, client.etag(), "");

        assertThat(assigned.status()).isEqualTo(200);
        assertThat(assigned.body().path("traitIds").toString())
                .isEqualTo("[\"" + own.id() + "\",\"" + both.id() + "\"]");
        assertThat(api.put(assignment, client.etag(), "").status()).isEqualTo(412);
        assertThat(api.put(assignment, assigned.etag(), "").etag()).isEqualTo(assigned.etag());
        assertThat(api.delete("/api/v1/traits/" + forPeople.id(), forPeople.etag()).status()).isEqualTo(204);
        assertThat(api.get("/api/v1/trait-groups/" + group.id()).body().path("traitIds").toString())
                .isEqualTo("[\"" + both.id() + "\"]");
    }

    private Answer entry(String dictionary) {
        return api.post("/api/v1/" + dictionary, Cards.json(Map.of("name", "Pozycja " + UUID.randomUUID())));
    }

    private Answer merge(String dictionary, Answer entry, String into) {
        return api.post("/api/v1/" + dictionary + "/" + entry.id() + "/merge", Cards.json(Map.of("into", into)),
                headers -> headers.set(HttpHeaders.IF_MATCH, entry.etag()));
    }

    private JsonNode done(String job) {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50))
                .until(() -> api.get(job).body(), state -> {
                    assertThat(state.path("status").asString()).as("%s", state).isIn("QUEUED", "RUNNING", "DONE");
                    return state.path("status").asString().equals("DONE");
                });
    }
}
