package pl.kartoteka.client.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Erasing;
import pl.kartoteka.client.OtherTransaction;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Here no statement takes longer than two seconds, elsewhere a minute; that they wait for somebody makes these long. */
@ServiceTest(properties = "spring.r2dbc.properties.statementTimeout=PT2S")
class LongStatementsIT {
    private static final String CLIENTS = "/api/v1/clients";
    private static final String ACTIONS = "/api/v1/client-bulk-actions";
    private static final Duration LONGER = Duration.ofSeconds(4);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Environment settings;

    @Test
    void tellWhoeverAskedToComeAgain() throws Exception {
        Api api = Api.of(web);
        var client = api.post(CLIENTS, Cards.company("Długo czekająca"));
        String change = Cards.json(Map.of("shortName", "Czeka")).toString();

        try (var other = holding(client.id())) {
            var refused = api.patch(CLIENTS + "/" + client.id(), client.etag(), change);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body().path("type").asString()).isEqualTo("urn:kartoteka:problem:storage-unavailable");
            assertThat(refused.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
            other.commit();
        }

        assertThat(api.patch(CLIENTS + "/" + client.id(), client.etag(), change).status()).isEqualTo(200);
    }

    @Test
    void areLeftAloneInJobsAndErasures() throws Exception {
        Api api = Api.of(web);
        var client = api.post(CLIENTS, Cards.company("Długo czekająca"));
        String job;

        try (var other = holding(client.id())) {
            job = api.post(ACTIONS, Cards.json(Map.of("action", "DEACTIVATE", "clientIds", List.of(client.id())))).id();
            other.awaitWaiting(1);
            awaitNobodyComesAgain(other);
            other.commit();
        }
        Awaitility.await().until(() -> api.get(ACTIONS + "/" + job).body().path("status").asString().equals("DONE"));

        try (var other = holding(client.id())) {
            Erasing.request(client.id(), 1);
            other.awaitWaiting(1);
            awaitNobodyComesAgain(other);
            other.commit();
        }
        assertThat(Erasing.counted(Erasing.receipt(client.id(), 1), "erased")).containsEntry("card", 1);
    }

    private static void awaitNobodyComesAgain(OtherTransaction waitedFor) {
        String waiting = waitedFor.waiters();
        assertThat(waiting).isNotNull();
        Awaitility.await().during(LONGER).until(() -> waiting.equals(waitedFor.waiters()));
    }

    private OtherTransaction holding(String client) {
        return OtherTransaction.begin(settings).run("select from client where id = ? for update",
                UUID.fromString(client));
    }
}
