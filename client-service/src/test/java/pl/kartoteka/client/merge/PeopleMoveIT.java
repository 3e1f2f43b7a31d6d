package pl.kartoteka.client.merge;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class PeopleMoveIT {
    @Autowired
    private WebTestClient web;

    @Test
    void takesNotesRepresentativesAndCaretakersAlong() {
        Api api = Api.of(web);
        var survivor = api.post("/api/v1/clients", lookedAfterBy("anna", "Zostająca"));
        var duplicate = api.post("/api/v1/clients", lookedAfterBy("jan", "Dublet"));
        String kept = "/api/v1/clients/" + survivor.id();
        String gone = "/api/v1/clients/" + duplicate.id();
        api.post(gone + "/notes", "{\"text\":\"ważne\"}");
        String person = api
                .post("/api/v1/representatives", Cards.json(Map.of("firstName", "Ewa", "lastName", "Testowa")))
                .id();
        api.send(HttpMethod.PUT, gone + "/representatives/" + person, "{\"position\":\"Prezes\"}", _ -> {});

        var merged = api.post(kept + "/merge", Cards.json(Map.of("duplicateId", duplicate.id())),
                headers -> headers.set(HttpHeaders.IF_MATCH, survivor.etag()));

        assertThat(merged.status()).as("%s", merged.body()).isBetween(200, 201);
        assertThat(api.get(kept + "/notes").body().at("/items/0/text").asString()).isEqualTo("ważne");
        assertThat(api.get(kept + "/representatives").body().at("/items/0/position").asString()).isEqualTo("Prezes");
        assertThat(api.get(kept + "/caretakers").body().path("items").valueStream()
                .map(item -> item.path("subject").asString() + " " + item.path("role").asString()))
                .containsExactly("anna PRIMARY", "jan ADDITIONAL");
        assertThat(api.get(gone + "/notes").body().path("items").size()).isZero();
    }

    private static ObjectNode lookedAfterBy(String subject, String name) {
        ObjectNode card = Cards.company(name);
        card.putArray("caretakers").add(Cards.json(Map.of("subject", subject, "role", "PRIMARY")));
        return card;
    }
}
