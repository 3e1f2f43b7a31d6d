package pl.kartoteka.consent.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.events.ClientChange.ClientConverted;
import pl.kartoteka.events.ClientChange.ClientDeactivated;
import pl.kartoteka.events.ClientChange.ClientMerged;
import pl.kartoteka.events.ClientChange.ClientPromoted;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.events.ClientChange.ClientUpdated;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.events.Event;
import pl.kartoteka.events.EventTypes;
import pl.kartoteka.events.Samples;
import pl.kartoteka.reliable.EventCodec;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class ClientEventsIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String SAMPLE_ID = "01997c3e-8a10-7c3a-9d2e-5b1f0a7c4e21";

    private final Api api;
    private final Clients clients;
    private final OwnerDatabase database;
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    ClientEventsIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
    }

    @ParameterizedTest
    @ValueSource(classes = {
        ClientRegistered.class, ClientUpdated.class, ClientConverted.class, ClientPromoted.class, ClientMerged.class,
        ClientDeactivated.class, ClientEvent.ClientErased.class
    })
    void takesTheSampleOfEveryEvent(Class<? extends Event> type) throws Exception {
        UUID client = UUID.randomUUID();

        send(type, client, Samples.json(type).replace(SAMPLE_ID, client.toString()));

        awaitKnown(client);
    }

    @Test
    void forgetsAnErasedClientAndEmptiesTheTopicOfItsConsents() throws Exception {
        UUID client = clients.known();
        api.grant(client, EMAIL);
        kafka.awaitEvent(ConsentEvent.TOPIC, "kartoteka.consent.granted.v1", client + "|" + EMAIL);

        send(ClientEvent.ClientErased.class, client, "{\"clientId\":\"" + client + "\",\"version\":8}");

        kafka.await(ConsentEvent.TOPIC, record -> record.key().equals(client + "|" + EMAIL) && record.value() == null);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("ERASED");
        assertThat(database.number("""
                select count(*) from known_client where client_id = ? and (email_hashes <> '{}' or phone_hashes <> '{}')
                """, client)).isZero();
    }

    @Test
    void letsNoOlderEventUndoANewerOneNorBringAnErasedClientBack() {
        UUID client = clients.known();
        clients.deactivate(client);
        clients.knownAs(client);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("INACTIVE");

        clients.erase(client);
        clients.erase(client);
        clients.hear(new ClientRegistered(Clients.state(client, 99, true, Clients.email(client), null)));

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("ERASED");
    }

    @Test
    void putsAnUnreadableEventAsideAndGoesOn() throws Exception {
        UUID client = UUID.randomUUID();
        String poison = UUID.randomUUID().toString();

        send(ClientRegistered.class, UUID.fromString(poison), "{\"client\":{\"id\":7}}");
        send(ClientRegistered.class, client, new EventCodec().json(
                new ClientRegistered(Clients.state(client, 0, true, Clients.email(client), null))));

        awaitKnown(client);
        kafka.await(ClientEvent.TOPIC + ".dlt", record -> poison.equals(record.key()));
    }

    private void send(Class<? extends Event> type, UUID client, String json) {
        kafka.send(
                ClientEvent.TOPIC,
                client.toString(),
                json.getBytes(StandardCharsets.UTF_8),
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_source", "client-service",
                        "ce_type", EventTypes.typeOf(type),
                        "ce_time", Instant.now().toString(),
                        "content-type", "application/json"));
    }

    private void awaitKnown(UUID client) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> database.number("select count(*) from known_client where client_id = ?", client) == 1);
    }
}
