package pl.kartoteka.client.registry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.events.ClientEvent;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ClientControllerIT {
    private static final String CLIENTS = "/api/v1/clients";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void registersTheCardOfTheDocumentationAsWritten() {
        var card = Cards.bakery();

        var created = api.post(CLIENTS, card);

        assertThat(created.status()).as("%s", created.body()).isEqualTo(201);
        assertThat(created.headers().getLocation()).hasToString(CLIENTS + "/" + created.id());
        assertThat(created.etag()).isEqualTo("\"1\"");
        assertThat(created.body().path("customFields").path("tier").asString()).isEqualTo("gold");
        assertThat(created.body().path("terms").path("creditLimit").path("amount").asString()).isEqualTo("10000.00");
        assertThat(created.body().path("terms").path("discountPercent").asString()).isEqualTo("5.00");
        var read = api.get(CLIENTS + "/" + created.id());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.etag()).isEqualTo("\"1\"");
        assertThat(read.body()).isEqualTo(created.body());
    }

    @Test
    void publishesTheWholeClientAfterRegistration() {
        String nip = Cards.freshNip();
        String id = api.post(CLIENTS, Cards.bakery(nip)).id();

        var event = KafkaProbe.shared().awaitEvent(ClientEvent.TOPIC, "kartoteka.client.registered.v1", id);

        assertThat(event.sequence()).isEqualTo("1");
        JsonNode client = event.data().path("client");
        assertThat(client.path("nip").asString()).isEqualTo(nip);
        assertThat(client.path("addresses").get(0).path("city").asString()).isEqualTo("Łódź");
        assertThat(client.path("customFields").path("tier").asString()).isEqualTo("gold");
    }
}
