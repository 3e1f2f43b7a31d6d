package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ParallelChangesIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void registersOneOfHundredWithTheSameNip() throws Exception {
        String nip = Cards.freshNip();

        List<Answer> answers = Parallel.calls(100,
                i -> api.post(CLIENTS, Cards.company("Równoległa " + i).put("nip", nip)));

        List<Answer> created = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(created).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(99)
                .allSatisfy(refused -> {
                    assertThat(refused.body().at("/existing/id").asString()).isEqualTo(created.getFirst().id());
                    assertThat(refused.body().path("waysOn").size()).isEqualTo(3);
                });
    }

    @Test
    void losesNoUpdate() throws Exception {
        var created = api.post(CLIENTS, Cards.bakery());

        List<Answer> answers = Parallel.calls(20, i -> api.patch(CLIENTS + "/" + created.id(), created.etag(),
                Cards.json(Map.of("shortName", "Zmiana " + i))));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 412)).hasSize(19);
        assertThat(api.get(CLIENTS + "/" + created.id()).etag()).isEqualTo("\"2\"");
    }

    @Test
    void promotesOnceHoweverManyFirstDocumentsArrive() throws Exception {
        var created = api.post(CLIENTS, Cards.bakery());

        List<Answer> answers = Parallel.calls(20, i -> api.post("/api/v1/sales-documents", """
                {"clientId":"%s","number":"FV/%d/%s","type":"INVOICE","issuedOn":"2026-11-20","gross":{"amount":"10.00","currency":"PLN"}}
                """.formatted(created.id(), i, created.id())));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        var client = api.get(CLIENTS + "/" + created.id());
        assertThat(client.body().path("stage").asString()).isEqualTo("STANDARD");
        assertThat(client.etag()).isEqualTo("\"2\"");
        KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.promoted.v1", created.id());
        assertThat(KafkaProbe.shared().events(ClientEvent.TOPIC, created.id()))
                .extracting(event -> event.type())
                .containsExactly("kartoteka.client.registered.v1", "kartoteka.client.promoted.v1");
    }

    @Test
    void closesNoCircleWhenTwoMovesWouldTogether() throws Exception {
        var one = api.post(CLIENTS, Cards.company("Jeden"));
        var two = api.post(CLIENTS, Cards.company("Dwa"));

        List<Answer> answers = Parallel.calls(2, i -> i == 0
                ? api.patch(CLIENTS + "/" + one.id(), one.etag(), Cards.json(Map.of("headOfficeId", two.id())))
                : api.patch(CLIENTS + "/" + two.id(), two.etag(), Cards.json(Map.of("headOfficeId", one.id()))));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(answers.stream().filter(answer -> answer.status() == 409).findFirst().orElseThrow().body()
                .path("type").asString())
                .endsWith(":head-office-circle");
    }

    @Test
    void keepsBatchesWithTheSameNipsFromWaitingForEachOther() throws Exception {
        List<String> nips = IntStream.range(0, 50).mapToObj(_ -> Cards.freshNip()).toList();

        List<Answer> answers = Parallel.calls(8, i -> {
            var body = JsonMapper.shared().createObjectNode();
            var items = body.putArray("items");
            var order = new ArrayList<>(nips);
            java.util.Collections.rotate(order, i * 7);
            order.forEach(nip -> items.add(Cards.company("Firma " + nip).put("nip", nip)));
            return api.post(CLIENTS + "/batch", body);
        });

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().flatMap(answer -> answer.body().path("items").valueStream())
                .filter(item -> item.path("status").asInt() == 201)).hasSize(50);
    }

    @Test
    void losesNoEntryThatIsRemovedWhileCardsBeginToUseIt() throws Exception {
        var trait = api.post("/api/v1/traits",
                Cards.json(Map.of("code", "RACE-" + Cards.freshNip(), "name", "Wyścig")));

        List<Answer> answers = Parallel.calls(9, i -> {
            if (i == 4) {
                return api.delete("/api/v1/traits/" + trait.id(), trait.etag());
            }
            var card = Cards.company("Z cechą " + i);
            card.putArray("traitIds").add(trait.id());
            return api.post(CLIENTS, card);
        });

        boolean removed = answers.get(4).status() == 204;
        long using = answers.stream().filter(answer -> answer.status() == 201).count();
        assertThat(removed ? using == 0 : answers.get(4).status() == 409 && using > 0)
                .as("removed: %s, using: %s", answers.get(4).status(), using)
                .isTrue();
    }
}
