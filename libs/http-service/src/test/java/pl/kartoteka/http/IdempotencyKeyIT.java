package pl.kartoteka.http;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class IdempotencyKeyIT {
    @Autowired
    WebTestClient http;
    @Autowired
    DatabaseClient database;
    @Autowired
    IdempotencyKeys keys;

    private final String key = UUID.randomUUID().toString();
    private final String name = "n" + key.substring(0, 8);

    @Test
    void repeatsTheFirstAnswer() {
        EntityExchangeResult<String> first = answer(post("/api/v1/things", key, name));
        EntityExchangeResult<String> second = answer(post("/api/v1/things", key, name));

        assertThat(first.getStatus().value()).isEqualTo(201);
        assertThat(second.getStatus().value()).isEqualTo(201);
        assertThat(second.getResponseBody()).isEqualTo(first.getResponseBody());
        assertThat(second.getResponseHeaders().getLocation()).isEqualTo(first.getResponseHeaders().getLocation());
        assertThat(second.getResponseHeaders().getETag()).isEqualTo("\"0\"");
        assertThat(second.getResponseHeaders().getFirst("Idempotency-Replayed")).isEqualTo("true");
        assertThat(things(name)).isEqualTo(1);
    }

    @Test
    void letsParallelDuplicatesWaitForTheFirst() {
        String slow = "slow" + name;
        int before = ThingsApplication.HANDLED.get();

        List<String> answers = Flux.range(0, 8)
                .flatMap(_ -> Mono.fromCallable(() -> answer(post("/api/v1/things", key, slow)))
                        .subscribeOn(Schedulers.boundedElastic()))
                .map(answer -> answer.getStatus().value() + answer.getResponseBody())
                .collectList().block();

        assertThat(answers).hasSize(8).containsOnly(answers.getFirst()).allMatch(answer -> answer.startsWith("201"));
        assertThat(ThingsApplication.HANDLED.get() - before).isEqualTo(1);
        assertThat(things(slow)).isEqualTo(1);
    }

    @Test
    void refusesTheKeyWithAnotherRequest() {
        answer(post("/api/v1/things", key, name));

        post("/api/v1/things", key, name + "x").expectStatus().isEqualTo(422)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:idempotency-key-reused");
        post("/api/v1/things/refused", key, name).expectStatus().isEqualTo(422);
        assertThat(things(name + "x")).isZero();
    }

    @Test
    void keepsTheKeysOfCallersApart() {
        answer(post("/api/v1/things", key, name));

        http.post().uri("/api/v1/things")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("bob", "things:write")))
                .header("Idempotency-Key", key).contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"" + name + "y\"}").exchange()
                .expectStatus().isCreated();
    }

    @Test
    void erasesAnAnswerAndStillDoesNothingTwice() {
        String location = String.valueOf(answer(post("/api/v1/things", key, name)).getResponseHeaders().getLocation());
        UUID id = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));

        assertThat(keys.eraseAnswersMentioning(id).block()).isEqualTo(1);

        post("/api/v1/things", key, name).expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:answer-erased");
        assertThat(things(name)).isEqualTo(1);
    }

    @Test
    void erasesAnAnswerThatNamesNobodyWhenTheRequestDid() {
        UUID inAddress = UUID.randomUUID();
        UUID inBody = UUID.randomUUID();
        String answer = answer(patch(inAddress, inBody)).getResponseBody();
        assertThat(answer).contains(name).doesNotContain(inAddress.toString());

        assertThat(keys.eraseAnswersMentioning(UUID.randomUUID()).block()).isZero();
        assertThat(keys.eraseAnswersMentioning(inAddress).block()).isEqualTo(1);
        patch(inAddress, inBody).expectStatus().isEqualTo(409);

        assertThat(database.sql("select :id = any(mentions) from idempotency_key where key = :key")
                .bind("id", inBody).bind("key", key).mapValue(Boolean.class).one().block()).isTrue();
    }

    private WebTestClient.ResponseSpec patch(UUID id, UUID named) {
        return http.patch().uri("/api/v1/things/" + id)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("anna", "things:write")))
                .header("Idempotency-Key", key)
                .header("If-Match", "\"3\"")
                .contentType(MediaType.valueOf("application/merge-patch+json"))
                .bodyValue("{\"name\":\"" + name + "\",\"note\":\"" + named + "\"}")
                .exchange();
    }

    @Test
    void undoesAndForgetsWhatFailed() {
        post("/api/v1/things", key, "broken" + name).expectStatus().isEqualTo(500)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:unexpected");
        assertThat(things("broken" + name)).isZero();

        post("/api/v1/things", key, name).expectStatus().isCreated();
    }

    @Test
    void undoesWhatWasRefusedWithAStatusAlone() {
        post("/api/v1/things/refused", key, name).expectStatus().isEqualTo(409).expectBody(String.class)
                .isEqualTo("no");

        assertThat(things(name)).isZero();
        post("/api/v1/things", key, name).expectStatus().isCreated();
    }

    @Test
    void storesNothingForBadInput() {
        post("/api/v1/things", key, "").expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("name");

        post("/api/v1/things", key, name).expectStatus().isCreated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space"})
    void refusesStrangeKeys(String strange) {
        post("/api/v1/things", strange, name).expectStatus().isBadRequest();
        post("/api/v1/things", "k".repeat(256), name).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].code").isEqualTo("idempotency-key.invalid");
    }

    @Test
    void refusesABodyBeyondTheLimit() {
        post("/api/v1/things", key, "x".repeat(1_100_000)).expectStatus().isEqualTo(413)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:body-too-large");
    }

    @Test
    void keepsNothingOfWhatHasNoEffect() {
        int before = ThingsApplication.HANDLED.get();

        for (int i = 0; i < 2; i++) {
            var answer = post("/api/v1/things/list", key, "9000").expectStatus().isOk()
                    .expectHeader().valueEquals("Transaction", "in none")
                    .returnResult(DataBuffer.class).getResponseBody();
            assertThat(size(answer)).isEqualTo(9_000L * 1_001);
        }

        assertThat(ThingsApplication.HANDLED.get() - before).isEqualTo(2);
        assertThat(stored()).isZero();
    }

    @Test
    void undoesWhatIsAnsweredMoreThanIsKept() {
        post("/api/v1/things/many", key, name).expectStatus().isEqualTo(422)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:answer-too-large");

        assertThat(things(name)).isZero();
        assertThat(stored()).isZero();
    }

    @Test
    void takesAFileAsLargeAsItsAddressDoesAndNoLarger() {
        byte[] file = new byte[11 * 1024 * 1024];

        upload("/api/v1/things/large", file).expectStatus().isOk()
                .expectBody(String.class).isEqualTo(String.valueOf(file.length));
        upload("/api/v1/things/large", file).expectHeader().valueEquals("Idempotency-Replayed", "true");
        upload("/api/v1/things/file", file).expectStatus().isEqualTo(413)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:body-too-large");
    }

    private WebTestClient.ResponseSpec upload(String uri, byte[] file) {
        return http.post().uri(uri)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("anna", "things:write")))
                .header("Idempotency-Key", key)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .bodyValue(file)
                .exchange();
    }

    private static long size(Flux<DataBuffer> answer) {
        return answer.map(buffer -> {
            long size = buffer.readableByteCount();
            DataBufferUtils.release(buffer);
            return size;
        }).reduce(0L, Long::sum).block();
    }

    @Test
    void forgetsAfterADay() {
        answer(post("/api/v1/things", key, name));
        keys.forgetOld().block();
        assertThat(stored()).isEqualTo(1);

        database.sql("update idempotency_key set created_at = now() - interval '25 hours' where key = :key")
                .bind("key", key).then().block();
        keys.forgetOld().block();

        assertThat(stored()).isZero();
    }

    private WebTestClient.ResponseSpec post(String uri, String idempotencyKey, String thing) {
        return http.post().uri(uri)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("anna", "things:write")))
                .header("Idempotency-Key", idempotencyKey)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"name\":\"" + thing + "\"}")
                .exchange();
    }

    private static EntityExchangeResult<String> answer(WebTestClient.ResponseSpec response) {
        return response.expectBody(String.class).returnResult();
    }

    private long things(String named) {
        return database.sql("select count(*) from thing where name = :name").bind("name", named).mapValue(Long.class)
                .one().block();
    }

    private long stored() {
        return database.sql("select count(*) from idempotency_key where key = :key").bind("key", key)
                .mapValue(Long.class).one().block();
    }
}
