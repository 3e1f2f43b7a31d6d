package pl.kartoteka.gus.bir;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.gus.Bir;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.Failures;
import pl.kartoteka.gus.Protections;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterFailure.Reason;
import pl.kartoteka.gus.register.RegisterState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BirFailuresTest extends BirTesting {
    @ParameterizedTest
    @CsvSource({"1,REFUSED", "2,BROKEN_ANSWER", "5,BROKEN_ANSWER", "11,BROKEN_ANSWER", "21,BROKEN_ANSWER",
        "22,BROKEN_ANSWER", "101,BUSY", "6,BROKEN_ANSWER", "x,BROKEN_ANSWER"})
    void takesNoOtherCodeOfASearchForNotFound(String code, Reason reason) {
        stubs.logIn();
        stubs.search(Bir.rows(Map.of("ErrorCode", code)));

        fails(reason);
    }

    @Test
    void takesAnAnswerAboutAnotherNumberForBroken() {
        stubs.gusAnswers(Companies.bakery("5261040567"));

        fails(Reason.BROKEN_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE root [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><root><dane><Regon>&x;</Regon></dane></root>",
        "<!DOCTYPE root [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><root><dane><Regon>&b;</Regon></dane></root>",
        "<root><dane><Regon>&undeclared;</Regon></dane></root>",
        "<root><dane><Regon>610188201",
        "<root><dane><Regon><nested/></Regon></dane></root>",
        "not xml"})
    void takesNoDtdNoEntityAndNothingCut(String document) {
        stubs.logIn();
        stubs.search(document);

        fails(Reason.BROKEN_ANSWER);
    }

    @Test
    void takesASoapFaultAndAnUnknownTypeForNoAnswer() {
        stubs.logIn();
        stubs.gus.stubFor(RegisterStubs.bir("DaneSzukajPodmioty").willReturn(Bir.message(Bir.mtom(
                "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body><s:Fault/></s:Body></s:Envelope>"))));
        fails(Reason.BROKEN_ANSWER);

        stubs.search(Bir.rows(Bir.with(Companies.bakery(), "Typ", "X")));
        fails(Reason.BROKEN_ANSWER);
    }

    @ParameterizedTest
    @MethodSource("pl.kartoteka.gus.Failures#any")
    void neverTakesAFailureForAnAnswer(ResponseDefinitionBuilder how, Reason reason) {
        RegisterStubs.fails(stubs.gus, how);

        fails(reason);
    }

    @ParameterizedTest
    @MethodSource("pl.kartoteka.gus.Failures#any")
    void neverTakesAFailureInsideASessionForAnAnswer(ResponseDefinitionBuilder how, Reason reason) {
        stubs.gusAnswers(Companies.bakery());
        register.ask(BAKERY).block();
        stubs.gus.stubFor(RegisterStubs.bir("DanePobierzPelnyRaport").willReturn(how));

        fails(reason);
    }

    /** Eight questions are some thirty requests; at three in 400 ms no more than a few can be finished soon. */
    @Test
    void beginsNoQuestionThatItsQuotaWouldNotLetItFinish() {
        stubs.gusAnswers(Companies.bakery());
        var busy = register(stubs.gus.baseUrl(), Environment.TEST, "", List.of(Limit.of(3, Duration.ofMillis(400))),
                Protections.queueing());

        var reasons = Flux.range(0, 30)
                .flatMap(_ -> busy.ask(BAKERY).map(reply -> reply.outcome().name())
                        .onErrorResume(RegisterFailure.class, failure -> Mono.just(failure.reason().name())), 30)
                .collectList().block();

        assertThat(reasons).hasSize(30).contains("FOUND").containsOnly("FOUND", "LIMITED");
        var answered = (int) reasons.stream().filter("FOUND"::equals).count();
        // One request for the search and one for each of two reports; one login for all.
        stubs.gus.verify(1 + 3 * answered, postRequestedFor(anyUrl()));
        assertThat(busy.state().block().condition()).isNotEqualTo(RegisterState.Condition.UNAVAILABLE);
    }

    @Test
    void waitsAsLongAsTheRegisterSaysAndShortlyWhenItSaysNothing() {
        RegisterStubs.fails(stubs.gus, aResponse().withStatus(429).withHeader("Retry-After", "7"));
        assertThat(retryAfter(production())).isEqualTo(Duration.ofSeconds(7));

        RegisterStubs.fails(stubs.gus, aResponse().withStatus(429));
        assertThat(retryAfter(production())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isUnreachableWhereNobodyListens() {
        var nobody = register(Failures.nowhere(), Environment.TEST, "");

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> nobody.ask(BAKERY).block())
                .extracting(RegisterFailure::reason).isEqualTo(Reason.UNREACHABLE);
    }
}
