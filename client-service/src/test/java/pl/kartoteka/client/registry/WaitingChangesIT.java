package pl.kartoteka.client.registry;

import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Api.Answer;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.Parallel;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/** Here nobody waits for a lock longer than a fifth of a second, elsewhere ten. */
@ServiceTest(properties = {"spring.r2dbc.properties.lockWaitTimeout=PT0.2S", "spring.r2dbc.pool.max-size=6"})
class WaitingChangesIT {
    private static final String CLIENTS = "/api/v1/clients/";

    @Autowired
    private WebTestClient web;
    @Autowired
    private DatabaseClient database;
    @Autowired
    private TransactionalOperator transaction;

    @Test
    void tellsWhoWaitsTooLongToComeAgainAndServesTheOthers() {
        Api api = Api.of(web);
        var survivor = api.post("/api/v1/clients", Cards.company("Zostająca"));
        var duplicates = IntStream.range(0, 20)
                .mapToObj(i -> api.post("/api/v1/clients", Cards.company("Dublet " + i)).id()).toList();

        var answers = database.sql("select pg_advisory_xact_lock(hashtext('client-service.head-offices'))").then()
                .then(Mono.fromCallable(() -> Parallel.calls(20, i -> i % 2 == 0
                        ? api.post(CLIENTS + survivor.id() + "/merge", merging(duplicates.get(i)))
                        : convert(api, duplicates.get(i)))).subscribeOn(Schedulers.boundedElastic()))
                .as(transaction::transactional)
                .block();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body().path("type").asString()).isEqualTo("urn:kartoteka:problem:storage-unavailable");
            assertThat(answer.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        });
        assertThat(api.post(CLIENTS + survivor.id() + "/merge", merging(duplicates.getFirst())).status())
                .isEqualTo(201);
        assertThat(convert(api, duplicates.get(1)).status()).isEqualTo(200);
    }

    private static Object merging(String duplicate) {
        return Cards.json(Map.of("duplicateId", duplicate));
    }

    private static Answer convert(Api api, String client) {
        return api.post(CLIENTS + client + "/conversion",
                Cards.json(Map.of("kind", "PERSON", "firstName", "Anna", "lastName", "Testowa")),
                headers -> headers.setIfMatch("\"1\""));
    }
}
