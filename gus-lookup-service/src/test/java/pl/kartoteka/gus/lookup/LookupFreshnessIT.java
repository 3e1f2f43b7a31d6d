package pl.kartoteka.gus.lookup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.test.ServiceTest;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class LookupFreshnessIT extends LookupsTesting {
    @Test
    void answersFreshThenFromItsCache() {
        var nip = Nips.next();
        REGISTERS.gusAnswers(Companies.bakery(nip));

        var fresh = ok("/gus?nip=" + nip);
        var cached = ok("/gus?nip=" + nip.substring(0, 3) + "-" + nip.substring(3));

        assertThat(fresh.path("freshness").asString()).isEqualTo("FRESH");
        assertThat(fresh.path("outcome").asString()).isEqualTo("FOUND");
        assertThat(fresh.path("environment").asString()).isEqualTo("SANDBOX");
        assertThat(fresh.path("data").path("krs").asString()).isEqualTo("0000123456");
        assertThat(cached.path("freshness").asString()).isEqualTo("CACHED");
        assertThat(cached.path("id")).isEqualTo(fresh.path("id"));
        assertThat(cached.path("checkedAt")).isEqualTo(fresh.path("checkedAt"));
        REGISTERS.gus.verify(1, postRequestedFor(anyUrl()).withRequestBody(containing("<b:DaneSzukajPodmioty>")));
    }

    @Test
    void asksAnewOnRequest() {
        var nip = Nips.next();
        REGISTERS.ceidgAnswers(Companies.ceidgTrader(nip));
        ok("/ceidg?nip=" + nip);

        var again = get("/ceidg?nip=" + nip, "no-cache").expectStatus().isOk().expectBody(JsonNode.class).returnResult()
                .getResponseBody();

        assertThat(again.path("freshness").asString()).isEqualTo("FRESH");
        REGISTERS.ceidg.verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void givesTheLastGoodAnswerAsStaleWhenTheRegisterIsDown() {
        var nip = Nips.next();
        REGISTERS.whiteListAnswers(Companies.subject(nip, "Czynny"));
        var good = ok("/vat-whitelist?nip=" + nip);
        RegisterStubs.fails(REGISTERS.whiteList, aResponse().withStatus(503));

        var stale = get("/vat-whitelist?nip=" + nip, "no-cache").expectStatus().isOk().expectBody(JsonNode.class)
                .returnResult().getResponseBody();

        assertThat(stale.path("freshness").asString()).isEqualTo("STALE");
        assertThat(stale.path("id")).isEqualTo(good.path("id"));
        assertThat(stale.path("proof").path("id").asString()).isEqualTo("AbCdE-00xx00x");
    }

    @Test
    void letsNoOldAbsenceStandInForARegisterThatIsDown() {
        var nip = Nips.next();
        REGISTERS.ceidgFindsNothing();
        assertThat(ok("/ceidg?nip=" + nip).path("outcome").asString()).isEqualTo("NOT_FOUND");
        RegisterStubs.fails(REGISTERS.ceidg, aResponse().withStatus(503));

        get("/ceidg?nip=" + nip, null).expectStatus().isEqualTo(503);
    }

    @Test
    void saysWhenToComeBackWhenNothingIsKept() {
        RegisterStubs.fails(REGISTERS.ceidg, aResponse().withStatus(503));

        get("/ceidg?nip=" + Nips.next(), null).expectStatus().isEqualTo(503)
                .expectHeader().exists("Retry-After")
                .expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:register-unavailable")
                .jsonPath("$.register").isEqualTo("CEIDG")
                .jsonPath("$.reason").isEqualTo("UNREACHABLE")
                .jsonPath("$.title").isEqualTo("Rejestr jest niedostępny");
    }

    @Test
    void makesOneCallOfParallelQuestions() {
        var nip = Nips.next();
        REGISTERS.ceidg.stubFor(any(anyUrl())
                .willReturn(RegisterStubs.json(Companies.ceidgTrader(nip)).withFixedDelay(300)));

        var ids = Flux.range(0, 20)
                .flatMap(_ -> Flux.defer(() -> Flux.just(ok("/ceidg?nip=" + nip).path("id").asString()))
                        .subscribeOn(Schedulers.boundedElastic()), 20)
                .collectList().block();

        assertThat(ids).hasSize(20).containsOnly(ids.getFirst());
        REGISTERS.ceidg.verify(1, getRequestedFor(anyUrl()));
    }

    /** Two instances share nothing but the database. */
    @Test
    void makesOneCallOfTheQuestionsOfTwoInstances() {
        var nip = Nips.next();
        REGISTERS.ceidg.stubFor(any(anyUrl())
                .willReturn(RegisterStubs.json(Companies.ceidgTrader(nip)).withFixedDelay(300)));
        var instances = List.of(instance(), instance());

        var lookups = Flux.range(0, 20)
                .flatMap(i -> instances.get(i % 2).find(Register.CEIDG, new Question.ByNip(new Nip(nip)), true)
                        .subscribeOn(Schedulers.parallel()), 20)
                .collectList().block();

        assertThat(lookups).extracting(lookup -> lookup.answer().id()).hasSize(20).containsOnly(
                lookups.getFirst().answer().id());
        REGISTERS.ceidg.verify(1, getRequestedFor(anyUrl()));
    }

    @Test
    void asksItselfWhenTheInstanceThatWasAskingComesToNothing() {
        var nip = Nips.next();
        REGISTERS.ceidgAnswers(Companies.ceidgTrader(nip));
        database.sql("""
                insert into register_asking (register, environment, question, claim, claimed_until)
                values ('CEIDG', 'SANDBOX', :question, gen_random_uuid(), now() + interval '600 milliseconds')
                """).bind("question", "nip=" + nip).then().block();
        var began = Instant.now();

        assertThat(ok("/ceidg?nip=" + nip).path("freshness").asString()).isEqualTo("FRESH");

        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(300));
        REGISTERS.ceidg.verify(1, getRequestedFor(anyUrl()));
        assertThat(database.sql("select count(*) from register_asking where question = :question")
                .bind("question", "nip=" + nip).mapValue(Long.class).one().block()).isZero();
    }

    private RegisterLookups instance() {
        return new RegisterLookups(registers, archive, new AskingClaims(database), properties,
                new SimpleMeterRegistry(), Clock.systemUTC());
    }

    @Test
    void servesTheAnswerAboutADayBeyondMidnight() {
        var nip = Nips.next();
        REGISTERS.whiteListAnswers(Companies.subject(nip, "Czynny"));
        ok("/vat-whitelist?nip=" + nip + "&date=2026-03-01");
        ok("/vat-whitelist?nip=" + nip);
        var tomorrow = new RegisterLookups(registers, archive, new AskingClaims(database), new LookupProperties(
                Map.of(Register.WHITE_LIST, Duration.ofDays(2)), Duration.ofHours(1)), new SimpleMeterRegistry(),
                Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
        var subject = new Question.ByNip(new Nip(nip));
        var day = new Question.OnWhiteList(subject, null, LocalDate.of(2026, 3, 1));

        assertThat(tomorrow.find(Register.WHITE_LIST, day, false).block().freshness()).isEqualTo(Freshness.CACHED);
        assertThat(tomorrow.find(Register.WHITE_LIST, subject, false).block().freshness()).isEqualTo(Freshness.FRESH);
    }
}
