package pl.kartoteka.client.merge;

import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.client.merge.Merging.CLIENTS;

@ServiceTest
class MergeUndoIT {
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
    void restoresBothExactlyWhenUndone() {
        var survivor = merging.register(Cards.company("Pierwszy").putNull("nip"));
        var duplicate = merging.register(Cards.bakery());
        var branch = merging.register(Cards.company("Oddział").put("headOfficeId", duplicate.id())
                .put("nip", duplicate.body().path("nip").asString()));
        merging.document(duplicate.id(), "FV/M/2");
        ObjectNode before = merging.card(survivor.id());
        ObjectNode duplicateBefore = merging.card(duplicate.id());
        var merged = merging.merge(survivor.id(), duplicate.id(), Map.of());
        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);

        var undone = merging.undo(survivor.id(), merged);

        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(merging.card(survivor.id())).isEqualTo(before);
        assertThat(merging.card(duplicate.id())).isEqualTo(duplicateBefore);
        assertThat(undone.body().path("kept").isEmpty()).isTrue();
        assertThat(api.get(CLIENTS + "/{id}/documents?count=true", duplicate.id()).body().path("total").asInt())
                .isOne();
        assertThat(api.get(CLIENTS + "/{id}", branch.id()).body().path("headOfficeId").asString())
                .isEqualTo(duplicate.id());
        var again = merging.undo(survivor.id(), merged);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.body().path("reasons").toString()).contains("ALREADY_UNDONE");
        assertThat(api.get(CLIENTS + "/{id}/merges", survivor.id()).body().at("/items/0").has("undoneAt")).isTrue();
    }

    @Test
    void keepsWhatWasChangedSinceAndSaysSo() {
        var survivor = merging.register(Cards.company("Trwały"));
        var other = Cards.company("Nietrwały").put("shortName", "NT");
        other.putArray("emails").addObject().put("address", "nietrwaly@firma.example");
        var duplicate = merging.register(other);
        var merged = merging.merge(survivor.id(), duplicate.id(), Map.of("name", "DUPLICATE"));
        var patched = api.patch(CLIENTS + "/" + survivor.id(), merged.etag(), """
                {"name":"Po połączeniu","emails":[{"address":"nietrwaly@firma.example"},{"address":"nowy@firma.example"}]}
                """);
        assertThat(patched.status()).as("%s", patched.body()).isEqualTo(200);

        var undone = api.delete(CLIENTS + "/" + survivor.id() + "/merges/" + merged.id(), patched.etag());

        assertThat(undone.body().path("kept").toString()).isEqualTo("[\"name\",\"emails\"]");
        JsonNode kept = undone.body().path("survivor");
        assertThat(kept.path("name").asString()).isEqualTo("Po połączeniu");
        assertThat(kept.hasNonNull("shortName")).isFalse();
        assertThat(kept.path("emails").size()).isOne();
        assertThat(kept.at("/emails/0/address").asString()).isEqualTo("nowy@firma.example");
    }

    @Test
    void refusesUndoWhereTheNipWasGivenAway() {
        var survivor = merging.register(Cards.company("Bez zmian"));
        var duplicate = merging.register(Cards.company("Z numerem"));
        var merged = merging.merge(survivor.id(), duplicate.id(), Map.of());
        var taken = merging.register(Cards.company("Nowy").put("nip", duplicate.body().path("nip").asString()));

        var refused = merging.undo(survivor.id(), merged);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("type").asString()).endsWith(":nip-in-use");
        assertThat(refused.body().at("/existing/id").asString()).isEqualTo(taken.id());
        assertThat(api.get(CLIENTS + "/{id}", duplicate.id()).body().path("mergedInto").asString())
                .isEqualTo(survivor.id());
    }

    @Test
    void mergesHeadOfficeIntoItsBranchAndBack() {
        var office = merging.register(Cards.company("Centrala"));
        var branch = merging.register(Cards.company("Oddział").put("headOfficeId", office.id()));
        ObjectNode before = merging.card(branch.id());

        var merged = merging.merge(branch.id(), office.id(), Map.of());

        assertThat(merged.status()).as("%s", merged.body()).isEqualTo(201);
        assertThat(merged.body().at("/survivor/headOfficeId").isString()).isFalse();
        var undone = merging.undo(branch.id(), merged);
        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(merging.card(branch.id())).isEqualTo(before);
    }
}
