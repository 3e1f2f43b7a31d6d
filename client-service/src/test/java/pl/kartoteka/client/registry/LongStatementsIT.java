package pl.kartoteka.client.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Erasing;
import pl.kartoteka.client.OtherTransaction;
import pl.kartoteka.client.selection.ClientFilter;
import pl.kartoteka.client.selection.Selection;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Selection selection;

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

    /** The later pieces are fetched when whoever reads is ready for them. */
    @ParameterizedTest
    @ValueSource(strings = {"id", "-name"})
    void areLeftAloneWhereSomebodyReadsSlowly(String sort) {
        String pattern = Api.of(web).post(CLIENTS, Cards.company("Wzór")).id();
        List<UUID> copies = database.sql("""
                insert into client (id, version, card, created_at, updated_at)
                select gen_random_uuid(), 1, card - 'nip', now(), now() from client, generate_series(1, 1500) where id = :id
                returning id""")
                .bind("id", UUID.fromString(pattern)).mapValue(UUID.class).all().collectList().block();
        var filter = new ClientFilter(null, null, copies);
        Flux<Client> clients = sort.equals("id")
                ? selection.clients(filter, (UUID) null)
                : selection.order(sort).flatMapMany(order -> selection.clients(filter, order));

        Flux<Client> slowly = clients.index().concatMap(
                client -> Mono.just(client.getT2()).delayElement(client.getT1() == 0 ? LONGER : Duration.ZERO), 1);

        assertThat(slowly.count().block()).isEqualTo(1500);
        database.sql("delete from client where id = any(:ids)").bind("ids", copies.toArray(UUID[]::new)).then().block();
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
