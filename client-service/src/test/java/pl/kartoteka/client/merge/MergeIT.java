package pl.kartoteka.client.merge;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.client.merge.Merging.CLIENTS;

@ServiceTest
class MergeIT {
    @Autowired
    private WebTestClient web;

    private Api api;
    private Merging merging;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
        merging = new Merging(web);
    }

    @Test
    void makesOneClientOfTwoWithEverythingThatHangsOnThem() {
        var survivor = merging.register(Cards.company("Zostaje").putNull("nip").put("regon", "610188201"));
        var duplicate = merging.register(Cards.bakery());
        var branch = merging.register(Cards.company("Oddział").put("headOfficeId", duplicate.id()));
        merging.document(duplicate.id(), "FV/M/1");

        var merged = merging.merge(survivor.id(), duplicate.id(), Map.of("name", "DUPLICATE"));

        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        assertThat(merged.headers().getLocation()).hasToString(
                CLIENTS + "/" + survivor.id() + "/merges/" + merged.id());
        assertThat(merged.body().path("moved").toString()).contains("\"branches\":1").contains("\"salesDocuments\":1");
        JsonNode kept = api.get(CLIENTS + "/{id}", survivor.id()).body();
        assertThat(kept.path("name").asString()).startsWith("Piekarnia");
        assertThat(kept.path("nip")).isEqualTo(duplicate.body().path("nip"));
        assertThat(kept.path("regon").asString()).isEqualTo("610188201");
        assertThat(kept.path("stage").asString()).isEqualTo("STANDARD");
        assertThat(kept.at("/emails/0/address").asString()).isEqualTo("biuro@klos.example");
        assertThat(api.get(CLIENTS + "/{id}/documents?count=true", survivor.id()).body().path("total").asInt()).isOne();
        assertThat(api.get(CLIENTS + "/{id}", branch.id()).body().path("headOfficeId").asString())
                .isEqualTo(survivor.id());
        JsonNode gone = api.get(CLIENTS + "/{id}", duplicate.id()).body();
        assertThat(gone.path("mergedInto").asString()).isEqualTo(survivor.id());
        assertThat(gone.path("active").asBoolean()).isFalse();
        assertThat(gone.hasNonNull("nip")).isFalse();
        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.merged.v1", duplicate.id());
        assertThat(event.data().at("/client/mergedInto").asString()).isEqualTo(survivor.id());
        assertThat(KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.updated.v1", survivor.id())
                .data().path("changed").toString()).contains("nip").contains("mergedFrom");
    }

    @Test
    void showsBeforehandWhatWouldBe() {
        var first = Cards.company("Lewy").put("shortName", "L");
        first.putArray("phones").addObject().put("number", "+48500100300").putArray("uses").add("MAIN");
        var second = Cards.company("Prawy").put("legalForm", "spółka jawna");
        second.putArray("phones").addObject().put("number", "+48500100301").putArray("uses").add("MAIN").add("SMS");
        var survivor = merging.register(first);
        var duplicate = merging.register(second);
        merging.document(duplicate.id(), "FV/M/3");

        JsonNode preview = api.post(CLIENTS + "/" + survivor.id() + "/merge-preview",
                Cards.json(Map.of("duplicateId", duplicate.id()))).body();

        assertThat(preview.path("fields").valueStream()
                .map(field -> field.path("field").asString() + " " + field.path("choice").asString()))
                .contains("name SURVIVOR", "nip SURVIVOR", "legalForm DUPLICATE", "phones BOTH", "shortName SURVIVOR",
                        "stage DUPLICATE");
        assertThat(preview.at("/card/phones/1/uses").toString()).isEqualTo("[\"SMS\"]");
        assertThat(preview.at("/moves/salesDocuments").asInt()).isOne();
        assertThat(preview.path("obstacles").isEmpty()).isTrue();
        assertThat(api.get(CLIENTS + "/{id}", survivor.id()).etag()).isEqualTo(survivor.etag());
    }

    @Test
    void leavesWhoWasMergedAwayOutOfListsUnlessAsked() {
        String mark = "Scalona" + UUID.randomUUID().toString().substring(0, 8);
        var survivor = merging.register(Cards.company(mark + " zostaje"));
        var duplicate = merging.register(Cards.company(mark + " znika"));
        assertThat(merging.merge(survivor.id(), duplicate.id(), Map.of()).status()).isEqualTo(201);

        assertThat(listed("?q=" + mark)).containsExactly(survivor.id());
        assertThat(listed("?sort=name&q=" + mark)).containsExactly(survivor.id());
        assertThat(listed("?sort=name&merged=true&q=" + mark)).containsExactly(duplicate.id(), survivor.id());
        String search = "{\"criteria\":{\"field\":\"name\",\"op\":\"startsWith\",\"value\":\"" + mark
                + "\"},\"count\":true";
        assertThat(api.post(CLIENTS + "/search", search + "}").body().path("total").asInt()).isOne();
        assertThat(api.post(CLIENTS + "/search", search + ",\"merged\":true}").body().path("total").asInt())
                .isEqualTo(2);
        int all = api.get(CLIENTS + "?limit=1&count=true&merged=true").body().path("total").asInt();
        assertThat(api.get(CLIENTS + "?limit=1&count=true").body().path("total").asInt()).isLessThan(all);
        assertThat(merging.register(Cards.company(mark + " znika")).body().path("warnings").toString())
                .doesNotContain(duplicate.id());
    }

    private List<String> listed(String query) {
        return api.get(CLIENTS + query).body().path("items").valueStream().map(one -> one.path("id").asString())
                .toList();
    }

    @Test
    void mergesOnlyWhatWasSeenWhereTheCallerSaysWhatThatWas() {
        var survivor = merging.register(Cards.company("Widziana"));
        var duplicate = merging.register(Cards.company("Zmieniona"));
        JsonNode preview = api.post(CLIENTS + "/" + survivor.id() + "/merge-preview",
                Cards.json(Map.of("duplicateId", duplicate.id()))).body();
        assertThat(preview.path("survivorVersion").asInt()).isOne();
        assertThat(preview.path("duplicateVersion").asInt()).isOne();
        api.patch(CLIENTS + "/" + duplicate.id(), duplicate.etag(), "{\"shortName\":\"Z\"}");

        var stale = api.post(CLIENTS + "/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", duplicate.id(), "duplicateVersion", 1)));
        var seen = api.post(CLIENTS + "/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", duplicate.id(), "duplicateVersion", 2)));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(seen.status()).as("%s", seen.body()).isEqualTo(201);
    }

    @Test
    void refusesWhatCannotBe() {
        var survivor = merging.register(Cards.company("Jeden"));
        var duplicate = merging.register(Cards.company("Drugi"));

        assertThat(merging.merge(survivor.id(), survivor.id(), Map.of()).body().at("/errors/0/code").asString())
                .isEqualTo("merge.same-client");
        assertThat(merging.merge(survivor.id(), UUID.randomUUID().toString(), Map.of()).status()).isEqualTo(400);
        assertThat(merging.merge(UUID.randomUUID().toString(), duplicate.id(), Map.of()).status()).isEqualTo(404);
        assertThat(
                merging.merge(survivor.id(), duplicate.id(), Map.of("color", "SURVIVOR")).body().at("/errors/0/field")
                        .asString())
                .isEqualTo("fields.color");
        assertThat(merging.merge(survivor.id(), duplicate.id(), Map.of()).status()).isEqualTo(201);
        assertThat(merging.merge(survivor.id(), duplicate.id(), Map.of()).body().path("reasons").toString())
                .isEqualTo("[\"DUPLICATE_MERGED\"]");
        assertThat(merging.merge(duplicate.id(), survivor.id(), Map.of()).body().path("reasons").toString())
                .isEqualTo("[\"SURVIVOR_MERGED\"]");
        var changed = api.patch(CLIENTS + "/" + duplicate.id(), "\"2\"", "{\"shortName\":\"X\"}");
        assertThat(changed.status()).isEqualTo(409);
        assertThat(changed.body().path("mergedInto").asString()).isEqualTo(survivor.id());
        var branch = api.post(CLIENTS, Cards.company("Pod połączonym").put("headOfficeId", duplicate.id()));
        assertThat(branch.body().at("/errors/0/code").asString()).isEqualTo("client.merged");
    }

    @Test
    void refusesDuplicateWhoseBranchesWouldLoseTheirNip() {
        var survivor = merging.register(Cards.company("Własny numer"));
        var duplicate = merging.register(Cards.company("Wspólny numer"));
        merging.register(Cards.company("Oddział").put("headOfficeId", duplicate.id())
                .put("nip", duplicate.body().path("nip").asString()));

        assertThat(merging.merge(survivor.id(), duplicate.id(), Map.of()).body().path("reasons").toString())
                .isEqualTo("[\"BRANCHES_SHARE_NIP\"]");
        assertThat(merging.merge(survivor.id(), duplicate.id(), Map.of("nip", "DUPLICATE")).status()).isEqualTo(201);
    }

    @Test
    void tellsOfNoMergesOfAClientThereIsNot() {
        assertThat(api.get(CLIENTS + "/{id}/merges", UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void givesDocumentsThatNameTheDuplicateToTheSurvivor() {
        var survivor = merging.register(Cards.company("Odbiera"));
        var duplicate = merging.register(Cards.company("Nie odbiera"));
        merging.merge(survivor.id(), duplicate.id(), Map.of());

        var document = merging.document(duplicate.id(), "FV/M/4");

        assertThat(document.body().path("clientId").asString()).isEqualTo(survivor.id());
    }

    @Test
    void letsNothingBeHungOnWhoWasMergedAway() {
        var survivor = merging.register(Cards.company("Zostaje"));
        var duplicate = merging.register(Cards.company("Znika"));
        var acting = api.post("/api/v1/representatives", Cards.json(Map.of("firstName", "Jan", "lastName", "Kot")));
        merging.merge(survivor.id(), duplicate.id(), Map.of());

        var note = api.post(CLIENTS + "/" + duplicate.id() + "/notes", "{\"text\":\"zapis\"}");
        var position = api.send(HttpMethod.PUT,
                CLIENTS + "/" + duplicate.id() + "/representatives/" + acting.id(), "{\"position\":\"prokurent\"}",
                _ -> {});

        assertThat(List.of(note, position)).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().path("type").asString()).endsWith(":client-merged");
            assertThat(refused.body().path("mergedInto").asString()).isEqualTo(survivor.id());
        });
    }
}
