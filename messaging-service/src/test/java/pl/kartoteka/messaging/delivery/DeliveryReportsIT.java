package pl.kartoteka.messaging.delivery;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.MessageEvent;
import pl.kartoteka.messaging.Api;
import pl.kartoteka.messaging.Outside;
import pl.kartoteka.messaging.World;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.messaging.message.Delivery;
import pl.kartoteka.messaging.message.MessageStatus;
import pl.kartoteka.messaging.message.Messages;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PublishedEvent;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.messaging.Api.eventually;

@ServiceTest
class DeliveryReportsIT {
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    WebTestClient anonymous;
    @Autowired
    World world;
    @Autowired
    Messages messages;
    private Api api;

    @BeforeEach
    void signIn() {
        api = new Api(anonymous);
    }

    @Test
    void asksForReportsAndShowsThatAMessageArrived() throws Exception {
        Person client = world.client("Kłos");
        UUID id = sent(client);

        report(Outside.REPORTS, providerId(id), id.toString(), "404").expectStatus().isOk()
                .expectBody(String.class).isEqualTo("OK");

        assertThat(Outside.SMS.to(client.phone()).getFirst())
                .containsEntry("notify_url", "https://kartoteka.example" + Outside.REPORTS);
        assertThat(api.status(id)).isEqualTo("DELIVERED");
        kafka.awaitEvent(MessageEvent.TOPIC, "kartoteka.message.delivered.v1", client.id().toString());
    }

    @Test
    void readsSeveralReportsInOneCall() throws Exception {
        UUID arrived = sent(world.client("Kłos"));
        UUID lost = sent(world.client("Młyn"));
        UUID underWay = sent(world.client("Chleb"));

        report(Outside.REPORTS, "%s,%s,%s,4711".formatted(providerId(arrived), providerId(lost), providerId(underWay)),
                "%s,%s,%s,of-others".formatted(arrived, lost, underWay), "404,405,403,404").expectStatus().isOk();

        assertThat(api.status(arrived)).isEqualTo("DELIVERED");
        assertThat(api.status(lost)).isEqualTo("FAILED");
        assertThat(api.message(lost).path("reason").asString()).isEqualTo("SMS_UNDELIVERED");
        assertThat(api.status(underWay)).isEqualTo("SENT");
    }

    @Test
    void takesReportsFromNobodyWhoDoesNotKnowTheSecretOrTheMessage() throws Exception {
        UUID id = sent(world.client("Kłos"));

        report("/api/v1/public/sms-reports/guessed", providerId(id), id.toString(), "404").expectStatus().isNotFound()
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:not-found");
        report(Outside.REPORTS, "another", id.toString(), "404").expectStatus().isOk();
        report(Outside.REPORTS, providerId(id) + ",x", id.toString(), "404").expectStatus().isBadRequest();
        anonymous.get().uri(Outside.REPORTS + "?MsgId=1").exchange().expectStatus().isBadRequest();

        assertThat(api.status(id)).isEqualTo("SENT");
    }

    @Test
    void settlesAnAttemptWhoseOutcomeWasUnknown() throws Exception {
        UUID id = sent(world.client("Kłos"));
        world.change("update message set status = 'FAILED', reason = 'OUTCOME_UNKNOWN', provider_id = null where id = '"
                + id + "'");

        report(Outside.REPORTS, "613F-late", id.toString(), "404").expectStatus().isOk();

        assertThat(api.status(id)).isEqualTo("DELIVERED");
        assertThat(messages.find(id).block().providerId()).isEqualTo("613F-late");
    }

    @Test
    void countsTheFirstOfManyReportsAndTellsOfItOnce() throws Exception {
        Person client = world.client("Kłos");
        UUID id = sent(client);
        var delivered = new Delivery(id, providerId(id), MessageStatus.DELIVERED, null);

        Flux.range(0, 16).flatMap(_ -> messages.delivered(List.of(delivered)), 16).blockLast();
        report(Outside.REPORTS, providerId(id), id.toString(), "405").expectStatus().isOk();

        assertThat(api.status(id)).isEqualTo("DELIVERED");
        eventually(() -> world.count("select count(*) from outbox") == 0);
        assertThat(kafka.events(MessageEvent.TOPIC, client.id().toString())).extracting(PublishedEvent::type)
                .containsOnlyOnce("kartoteka.message.delivered.v1").doesNotContain("kartoteka.message.failed.v1");
    }

    private UUID sent(Person client) throws Exception {
        UUID id = api.order(Map.of("channel", "SMS", "purpose", "SMS_MARKETING", "clientIds", List.of(client.id()),
                "text", "Oferta"));
        eventually(() -> api.status(id).equals("SENT"));
        return id;
    }

    private String providerId(UUID id) {
        return messages.find(id).block().providerId();
    }

    private WebTestClient.ResponseSpec report(String path, String providerIds, String ownIds, String codes) {
        return anonymous.get()
                .uri(uri -> uri.path(path)
                        .queryParam("MsgId", providerIds).queryParam("idx", ownIds).queryParam("status", codes)
                        .queryParam("donedate", "1795342800").queryParam("username", "kartoteka").build())
                .exchange();
    }
}
