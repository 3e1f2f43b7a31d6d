package pl.kartoteka.messaging.recipient;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ErasureRequested;
import pl.kartoteka.messaging.Api;
import pl.kartoteka.messaging.World;
import pl.kartoteka.messaging.World.Person;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.PersonalTraces;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.messaging.Api.eventually;

@ServiceTest
class ErasureIT {
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    World world;
    @Autowired
    WebTestClient web;
    @Autowired
    Environment settings;

    @Test
    void leavesNothingOfTheRecipientInAnyTable() throws Exception {
        Api api = new Api(web);
        Person client = world.client("Kłos");
        String words = "tylko-dla-ciebie-" + UUID.randomUUID();
        UUID message = api.order(Map.of(
                "channel", "EMAIL", "purpose", "EMAIL_MARKETING", "clientIds", List.of(client.id()), "subject",
                "Oferta",
                "text", words));
        eventually(() -> api.status(message).equals("SENT"));
        assertThat(PersonalTraces.find(settings, List.of(client.email(), words)))
                .contains("public.recipient", "public.message", "public.content");

        world.tell(new ErasureRequested(client.id(), UUID.randomUUID(), 1, Instant.now()));

        var receipt = kafka.awaitEvent(PrivacyEvent.TOPIC, "kartoteka.erasure.receipt.v1", client.id().toString());
        assertThat(receipt.data().path("service").asString()).isEqualTo("messaging-service");
        assertThat(receipt.data().path("erased").toString()).contains("recipient", "message-addresses",
                "message-contents");
        assertThat(receipt.data().path("kept").toString()).contains("messages", "ACCOUNTABILITY");
        assertThat(PersonalTraces.left(settings, List.of(client.email(), client.phone(), words))).isEmpty();
    }

    @Test
    void isErasedByATombstoneAloneAndNeverComesBack() throws Exception {
        Person client = world.client("Kłos");

        kafka.send(ClientEvent.TOPIC, client.id().toString(), (byte[]) null, Map.of());
        eventually(() -> world
                .count("select count(*) from recipient where erased and client_id = '" + client.id() + "'") == 1);
        world.tell(new ClientUpdated(World.state(client, "Kłos", 99), List.of("name")));
        Person later = world.client("Potem");

        assertThat(later).isNotNull();
        assertThat(PersonalTraces.left(settings, List.of(client.email(), client.phone()))).isEmpty();
    }
}
