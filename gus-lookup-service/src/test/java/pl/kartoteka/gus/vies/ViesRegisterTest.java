package pl.kartoteka.gus.vies;

import java.net.URI;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.Failures;
import pl.kartoteka.gus.Protections;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.EuVatNumber;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Guards;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Protection;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterFailure.Reason;
import pl.kartoteka.gus.register.RegisterState;
import pl.kartoteka.gus.vies.MemberStates.Availability;
import pl.kartoteka.gus.vies.MemberStates.MemberState;
import tools.jackson.databind.json.JsonMapper;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ViesRegisterTest {
    private static final Question BAKERY = new Question.ByVatNumber(new EuVatNumber("PL", Companies.NIP));

    private final RegisterStubs stubs = new RegisterStubs();
    private final ViesRegister register = register(stubs.vies.baseUrl(), Protections.impatient());

    @AfterEach
    void stop() {
        stubs.stop();
    }

    @Test
    void keepsTheConsultationNumber() {
        stubs.viesAnswers(Companies.NIP, true);

        var reply = register.ask(BAKERY).block();

        assertThat(reply.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(reply.proof().id()).isEqualTo("WAPIAAAATEST0001");
        assertThat(reply.proof().time()).isEqualTo("2026-11-22T10:00:00.000Z");
        assertThat(reply.data()).isEqualTo(new ViesAnswer("PL", Companies.NIP, true, null, null));
        stubs.vies.verify(postRequestedFor(urlEqualTo("/check-vat-number")).withRequestBody(equalToJson("""
                {"countryCode":"PL","vatNumber":"7740001454",
                 "requesterMemberStateCode":"PL","requesterNumber":"5261040567"}""")));
    }

    @Test
    void readsANumberThatIsNotValidAsNotFoundWithProof() {
        stubs.viesAnswers(Companies.NIP, false);

        var reply = register.ask(BAKERY).block();

        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(reply.proof().id()).isEqualTo("WAPIAAAATEST0001");
    }

    @ParameterizedTest
    @CsvSource({"INVALID_INPUT,INVALID_QUESTION", "INVALID_REQUESTER_INFO,REFUSED", "SERVICE_UNAVAILABLE,UNREACHABLE",
        "MS_UNAVAILABLE,SOURCE_UNAVAILABLE", "TIMEOUT,SOURCE_UNAVAILABLE", "VAT_BLOCKED,LIMITED",
        "IP_BLOCKED,LIMITED", "GLOBAL_MAX_CONCURRENT_REQ,BUSY", "GLOBAL_MAX_CONCURRENT_REQ_TIME,BUSY",
        "MS_MAX_CONCURRENT_REQ,BUSY", "MS_MAX_CONCURRENT_REQ_TIME,BUSY", "SERVER_BUSY,BUSY",
        "SOMETHING_NEW,BROKEN_ANSWER"})
    void tellsErrorsInsideHttp200Apart(String code, Reason reason) {
        RegisterStubs.fails(stubs.vies, RegisterStubs.json("""
                {"actionSucceed":false,"errorWrappers":[{"error":"%s"}],"valid":false}""".formatted(code)));

        fails(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"actionSucceed\":false}",
        "{\"actionSucceed\":false,\"valid\":false}",
        "{\"errorWrappers\":[],\"valid\":false}",
        "{\"countryCode\":\"PL\",\"vatNumber\":\"7740001454\"}",
        "{\"countryCode\":\"PL\",\"vatNumber\":\"7740001454\",\"valid\":\"false\"}",
        "{\"countryCode\":\"PL\",\"vatNumber\":\"7740001454\",\"valid\":null}",
        "{\"countryCode\":\"DE\",\"vatNumber\":\"7740001454\",\"valid\":false}"})
    void neverTakesABrokenAnswerForNotValid(String body) {
        RegisterStubs.fails(stubs.vies, RegisterStubs.json(body));

        fails(Reason.BROKEN_ANSWER);
    }

    @Test
    void tellsWhichMemberStatesAreAway() {
        stubs.vies.stubFor(get(urlPathEqualTo("/check-status")).willReturn(RegisterStubs.json("""
                {"vow":{"available":true},"countries":[{"countryCode":"DE","availability":"Unavailable"},
                 {"countryCode":"PL","availability":"Available"},
                 {"countryCode":"XI","availability":"Monitoring Disabled"}]}""")));

        var states = register.memberStates().block();

        assertThat(states.available()).isTrue();
        assertThat(states.memberStates()).containsExactly(
                new MemberState("DE", Availability.UNAVAILABLE), new MemberState("PL", Availability.AVAILABLE),
                new MemberState("XI", Availability.NOT_MONITORED));
    }

    @Test
    void tries400OnlyOnceAndAnOutageAgain() {
        var patient = register(stubs.vies.baseUrl(), Protections.attempts(3));
        RegisterStubs.fails(stubs.vies, RegisterStubs.json("{\"error\":\"VOW-ERR-11\"}").withStatus(400));
        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> patient.ask(BAKERY).block());
        stubs.vies.verify(1, postRequestedFor(anyUrl()));

        RegisterStubs.fails(stubs.vies, aResponse().withStatus(503));
        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> patient.ask(BAKERY).block());
        stubs.vies.verify(3, postRequestedFor(anyUrl()));
    }

    @Test
    void answersWhenTheSecondAttemptDoes() {
        var patient = register(stubs.vies.baseUrl(), Protections.attempts(2));
        stubs.viesAnswers(Companies.NIP, true);
        stubs.vies.stubFor(post(anyUrl()).inScenario("once").whenScenarioStateIs("Started").willSetStateTo("well")
                .willReturn(aResponse().withStatus(502)));

        assertThat(patient.ask(BAKERY).block().outcome()).isEqualTo(Outcome.FOUND);
    }

    @Test
    void isLeftAloneAfterFailingTooOften() {
        var guarded = register(stubs.vies.baseUrl(), Protections.withBreaker());
        RegisterStubs.fails(stubs.vies, aResponse().withStatus(503));
        for (var i = 0; i < 4; i++) {
            assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> guarded.ask(BAKERY).block());
        }

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> guarded.ask(BAKERY).block())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.CIRCUIT_OPEN))
                .satisfies(failure -> assertThat(failure.retryAfter()).isNotNull());
        stubs.vies.verify(4, postRequestedFor(anyUrl()));
        assertThat(guarded.state().block().condition()).isEqualTo(RegisterState.Condition.UNAVAILABLE);
        assertThat(guarded.state().block().retryAt()).isNotNull();
    }

    @Test
    void oneMemberStateAwayShutsNobodyElseOut() {
        var guarded = register(stubs.vies.baseUrl(), Protections.withBreaker());
        RegisterStubs.fails(stubs.vies, RegisterStubs.json(
                "{\"actionSucceed\":false,\"errorWrappers\":[{\"error\":\"MS_UNAVAILABLE\"}]}"));
        for (var i = 0; i < 10; i++) {
            assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> guarded.ask(BAKERY).block());
        }
        stubs.vies.resetAll();
        stubs.viesAnswers(Companies.NIP, true);

        assertThat(guarded.ask(BAKERY).block().outcome()).isEqualTo(Outcome.FOUND);
    }

    @ParameterizedTest
    @MethodSource("pl.kartoteka.gus.Failures#any")
    void neverTakesAFailureForAnAnswer(ResponseDefinitionBuilder how, Reason reason) {
        RegisterStubs.fails(stubs.vies, how);

        fails(reason);
    }

    @Test
    void isUnreachableWhereNobodyListens() {
        assertThatExceptionOfType(RegisterFailure.class)
                .isThrownBy(() -> register(Failures.nowhere(), Protections.impatient()).ask(BAKERY).block())
                .extracting(RegisterFailure::reason).isEqualTo(Reason.UNREACHABLE);
    }

    private void fails(Reason reason) {
        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(BAKERY).block())
                .extracting(RegisterFailure::reason).isEqualTo(reason);
    }

    private static ViesRegister register(String url, Protection protection) {
        var properties = new ViesProperties(Environment.PRODUCTION, URI.create(url), "PL5261040567",
                Protections.NO_LIMIT, protection);
        return new ViesRegister(properties, JsonMapper.shared(), Guards.alone());
    }
}
