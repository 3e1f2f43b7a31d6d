package pl.kartoteka.segment.live;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.events.ClientChange.ClientRegistered;
import pl.kartoteka.segment.Api;
import pl.kartoteka.segment.Events;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@ServiceTest
class LiveChangesIT {
    @Test
    void whoWatchesASegmentSeesClientsEnterAndLeave(@Autowired WebTestClient web) {
        String segment = Api.of(web, "marketing").defineDynamic("na żywo", """
                {"field":"address.city","op":"eq","value":"Hel"}""");
        UUID client = UUID.randomUUID();

        var stream = web.mutate().responseTimeout(Duration.ofMinutes(1)).build()
                .get().uri("/api/v1/segments/" + segment + "/events")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("marketing", "segments:read")))
                .exchange()
                .expectStatus().isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {
                })
                .getResponseBody()
                .filter(event -> event.event() != null);

        StepVerifier.create(stream)
                .then(() -> Events.send(new ClientRegistered(Events.client(client, 0, "Hel"))))
                .assertNext(event -> org.assertj.core.api.Assertions.assertThat(event.event() + event.data())
                        .startsWith("entered").contains(client.toString()))
                .then(() -> Events.send(Events.updated(Events.client(client, 1, "Jastarnia"))))
                .assertNext(event -> org.assertj.core.api.Assertions.assertThat(event.event() + event.data())
                        .startsWith("left").contains(client.toString()))
                .thenCancel()
                .verify(Duration.ofSeconds(30));
    }
}
