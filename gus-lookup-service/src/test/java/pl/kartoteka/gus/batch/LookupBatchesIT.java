package pl.kartoteka.gus.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.RegistersRunning;
import pl.kartoteka.gus.lookup.Nips;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class LookupBatchesIT implements RegistersRunning {
    private static final RegisterStubs REGISTERS = RegisterStubs.SHARED;

    @Autowired
    private WebTestClient web;

    @BeforeEach
    void resetRegisters() {
        REGISTERS.reset();
    }

    @Test
    void asksThirtyTaxpayersInOneRequestAndKeepsEachAnswer() {
        var nips = IntStream.range(0, 65).mapToObj(_ -> Nips.next()).toList();
        whiteListKnows(nips);

        var done = done(begin(List.of("WHITE_LIST"), nips));

        assertThat(done.path("status").asString()).isEqualTo("DONE");
        assertThat(done.path("done").asInt()).isEqualTo(65);
        assertThat(done.path("report").path("outcomes").path("WHITE_LIST").path("FOUND").asInt()).isEqualTo(65);
        REGISTERS.whiteList.verify(3, getRequestedFor(anyUrl()));
        var results = results(done, "?limit=40");
        assertThat(results.path("items")).hasSize(40);
        var first = results.path("items").get(0);
        assertThat(first.path("number").asString()).isEqualTo(nips.getFirst());
        assertThat(first.path("vatStatus").asString()).isEqualTo("ACTIVE");
        assertThat(first.path("proof").asString()).isEqualTo("AbCdE-00xx00x");
        assertThat(first.path("environment").asString()).isEqualTo("SANDBOX");
        get("/lookups/" + first.path("lookupId").asString()).expectStatus().isOk();
        assertThat(results(done, "?limit=40&cursor=" + results.path("nextCursor").asString()).path("items"))
                .hasSize(25);
    }

    @Test
    void asksNothingTwiceThatWasAnswered() {
        var nips = IntStream.range(0, 5).mapToObj(_ -> Nips.next()).toList();
        REGISTERS.ceidgFindsNothing();
        done(begin(List.of("CEIDG"), nips.subList(0, 4)));
        REGISTERS.ceidg.resetRequests();

        var twice = new ArrayList<>(nips);
        twice.addAll(nips);
        whiteListKnows(nips);
        var done = done(begin(List.of("WHITE_LIST"), twice));

        assertThat(done.path("report").path("outcomes").path("WHITE_LIST").path("FOUND").asInt()).isEqualTo(10);
        REGISTERS.whiteList.verify(1, getRequestedFor(anyUrl()));
        var again = done(begin(List.of("WHITE_LIST"), nips));
        assertThat(results(again, "").path("items").get(0).path("freshness").asString()).isEqualTo("CACHED");
        REGISTERS.whiteList.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void aMalformedNumberSpoilsNoOther() {
        var nip = Nips.next();
        REGISTERS.ceidgAnswers(Companies.ceidgTrader(nip));
        REGISTERS.viesAnswers("100", true);
        REGISTERS.vies.stubFor(any(anyUrl()).willReturn(RegisterStubs.json(
                "{\"countryCode\":\"DE\",\"vatNumber\":\"123456788\",\"valid\":false}")));

        var done = done(begin(List.of("CEIDG", "VIES"), List.of("12345", "DE123456788")));

        var outcomes = done.path("report").path("outcomes");
        assertThat(outcomes.path("CEIDG").path("INVALID").asInt()).isEqualTo(2);
        assertThat(outcomes.path("VIES").path("INVALID").asInt()).isEqualTo(1);
        assertThat(outcomes.path("VIES").path("NOT_FOUND").asInt()).isEqualTo(1);
        var invalid = results(done, "?outcome=INVALID&register=CEIDG").path("items");
        assertThat(invalid.get(0).path("reason").asString()).isEqualTo("MALFORMED");
        assertThat(invalid.get(1).path("reason").asString()).isEqualTo("NOT_ASKED_BY_THIS_NUMBER");
    }

    @Test
    void takesNumbersHoweverTheyAreWritten() {
        var nip = Nips.next();
        REGISTERS.ceidgAnswers(Companies.ceidgTrader(nip));

        var done = done(begin(List.of("CEIDG"), List.of(" ".repeat(60) + nip, "77\u00004", "")));

        var items = results(done, "").path("items");
        assertThat(items.get(0).path("outcome").asString()).isEqualTo("FOUND");
        assertThat(items.get(1).path("reason").asString()).isEqualTo("MALFORMED");
        assertThat(items.get(2).path("reason").asString()).isEqualTo("MALFORMED");
        get("/lookup-batches/" + done.path("id").asString() + "/results?cursor=" + Cursor.encode(List.of("1", "\0")))
                .expectStatus().isBadRequest();
    }

    @Test
    void waitsForALimitedRegisterAndGoesOn() {
        var nip = Nips.next();
        REGISTERS.ceidg.stubFor(any(anyUrl()).inScenario("limit").whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("well").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
        REGISTERS.ceidg.stubFor(any(anyUrl()).inScenario("limit").whenScenarioStateIs("well")
                .willReturn(RegisterStubs.json(Companies.ceidgTrader(nip))));

        var done = done(begin(List.of("CEIDG"), List.of(nip)));

        assertThat(done.path("report").path("outcomes").path("CEIDG").path("FOUND").asInt()).isEqualTo(1);
    }

    @Test
    void isUnknownAfterThreeFailuresAndResumesWithWhatWasNotAnswered() {
        var nips = List.of(Nips.next(), Nips.next());
        whiteListKnows(nips);
        RegisterStubs.fails(REGISTERS.ceidg, aResponse().withStatus(500));
        var failed = done(begin(List.of("CEIDG", "WHITE_LIST"), nips));

        assertThat(failed.path("report").path("outcomes").path("CEIDG").path("UNKNOWN").asInt()).isEqualTo(2);
        assertThat(results(failed, "?outcome=UNKNOWN").path("items").get(0).path("reason").asString())
                .isEqualTo("UNREACHABLE");
        REGISTERS.ceidg.resetAll();
        REGISTERS.ceidgFindsNothing();
        REGISTERS.whiteList.resetRequests();

        var resumed = done(send("/lookup-batches/" + failed.path("id").asString() + "/resume", Map.of())
                .expectStatus().isAccepted().expectBody(JsonNode.class).returnResult().getResponseBody());

        assertThat(resumed.path("report").path("outcomes").path("CEIDG").path("NOT_FOUND").asInt()).isEqualTo(2);
        assertThat(resumed.path("report").path("outcomes").path("WHITE_LIST").path("FOUND").asInt()).isEqualTo(2);
        REGISTERS.whiteList.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void canBeCancelledWhileItWaits() {
        REGISTERS.ceidg.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1")));
        var batch = begin(List.of("CEIDG"), List.of(Nips.next()));

        send("/lookup-batches/" + batch.path("id").asString() + "/resume", Map.of()).expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:lookup-batch-running");
        send("/lookup-batches/" + batch.path("id").asString() + "/cancel", Map.of()).expectStatus().isAccepted();

        var over = done(batch);
        assertThat(over.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(results(over, "?outcome=OPEN").path("items")).hasSize(1);
    }

    @Test
    void takesAHundredThousandNumbersAndNoMore() {
        var numbers = IntStream.range(0, 100_000).mapToObj(i -> "X%09d".formatted(i)).toList();
        var batch = begin(List.of("VIES"), numbers);

        var done = done(batch);

        assertThat(done.path("total").asInt()).isEqualTo(100_000);
        var more = new ArrayList<>(numbers);
        more.add("1");
        send("/lookup-batches", Map.of("registers", List.of("VIES"), "numbers", more)).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors[0].field").isEqualTo("numbers");
        send("/lookup-batches", Map.of("registers", List.of(), "numbers", List.of())).expectStatus().isBadRequest()
                .expectBody().jsonPath("$.errors.length()").isEqualTo(2);
        send("/lookup-batches", Map.of("registers", List.of("KRS"), "numbers", List.of("1"))).expectStatus()
                .isBadRequest();
    }

    @Test
    void belongsToWhoBeganIt() {
        REGISTERS.ceidgFindsNothing();
        var batch = begin(List.of("CEIDG"), List.of(Nips.next()));

        for (var path : List.of("", "/results", "/events")) {
            web.get().uri("/api/v1/lookup-batches/" + batch.path("id").asString() + path)
                    .headers(headers -> headers.setBearerAuth(TestIssuer.token("other", "lookups:read")))
                    .exchange().expectStatus().isNotFound();
            web.get().uri("/api/v1/lookup-batches/" + batch.path("id").asString() + path)
                    .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", "clients:read")))
                    .exchange().expectStatus().isForbidden();
        }
        get("/lookup-batches?limit=1").expectStatus().isOk().expectBody().jsonPath("$.items.length()").isEqualTo(1);
        get("/lookup-batches/" + batch.path("id").asString() + "/results?outcome=X&register=Y").expectStatus()
                .isBadRequest().expectBody().jsonPath("$.errors.length()").isEqualTo(2);
        done(batch);
    }

    private static void whiteListKnows(List<String> nips) {
        for (var from = 0; from < nips.size(); from += 30) {
            var some = nips.subList(from, Math.min(from + 30, nips.size()));
            var entries = some.stream()
                    .map(nip -> "{\"identifier\":\"%s\",\"subjects\":[%s]}".formatted(nip,
                            Companies.subject(nip, "Czynny")))
                    .collect(Collectors.joining(","));
            REGISTERS.whiteList.stubFor(any(urlPathMatching("/api/search/nips/" + some.getFirst() + ".*"))
                    .willReturn(RegisterStubs.json("""
                            {"result":{"entries":[%s],"requestId":"AbCdE-00xx00x",
                             "requestDateTime":"22-11-2026 11:00:00"}}""".formatted(entries))));
        }
    }

    private JsonNode begin(List<String> registers, List<String> numbers) {
        return send("/lookup-batches", Map.of("registers", registers, "numbers", numbers))
                .expectStatus().isAccepted().expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    /** The batch at its end, as its events tell. */
    private JsonNode done(JsonNode batch) {
        return web.get().uri("/api/v1/lookup-batches/" + batch.path("id").asString() + "/events")
                .headers(headers -> headers.setBearerAuth(token()))
                .accept(MediaType.TEXT_EVENT_STREAM)
                .exchange().expectStatus().isOk()
                .returnResult(new ParameterizedTypeReference<ServerSentEvent<JsonNode>>() {
                })
                .getResponseBody().mapNotNull(ServerSentEvent::data).blockLast(Duration.ofSeconds(60));
    }

    private JsonNode results(JsonNode batch, String query) {
        return get("/lookup-batches/" + batch.path("id").asString() + "/results" + query).expectStatus().isOk()
                .expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    private WebTestClient.ResponseSpec get(String path) {
        return web.get().uri("/api/v1" + path).headers(headers -> headers.setBearerAuth(token())).exchange();
    }

    private WebTestClient.ResponseSpec send(String path, Map<String, ?> body) {
        return web.mutate().responseTimeout(Duration.ofSeconds(60)).build().post().uri("/api/v1" + path)
                .headers(headers -> headers.setBearerAuth(token()))
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    private static String token() {
        return TestIssuer.token("sales", "lookups:read");
    }
}
