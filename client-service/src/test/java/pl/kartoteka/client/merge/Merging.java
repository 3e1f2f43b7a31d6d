package pl.kartoteka.client.merge;

import java.util.List;
import java.util.Map;

import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Merges as a caller sees them, and the clients they take. */
final class Merging {
    static final String CLIENTS = "/api/v1/clients";

    private final Api api;

    Merging(WebTestClient web) {
        this.api = Api.of(web);
    }

    Answer merge(String survivor, String duplicate, Map<String, String> fields) {
        return api.post(CLIENTS + "/" + survivor + "/merge",
                Cards.json(Map.of("duplicateId", duplicate, "fields", fields)));
    }

    Answer undo(String survivor, Answer merged) {
        return api.delete(CLIENTS + "/" + survivor + "/merges/" + merged.id(), null);
    }

    Answer register(ObjectNode card) {
        var answer = api.post(CLIENTS, card);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer;
    }

    Answer document(String client, String number) {
        return api.post("/api/v1/sales-documents", """
                {"clientId":"%s","number":"%s/%s","type":"INVOICE","issuedOn":"2026-11-20","gross":{"amount":"10.00","currency":"PLN"}}
                """.formatted(client, number, client));
    }

    /** What the card says. */
    ObjectNode card(String id) {
        return ((ObjectNode) api.get(CLIENTS + "/{id}", id).body()).without(List.of("version", "updatedAt"));
    }
}
