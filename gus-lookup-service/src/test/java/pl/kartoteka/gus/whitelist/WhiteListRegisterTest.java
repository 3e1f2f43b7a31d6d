package pl.kartoteka.gus.whitelist;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;

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
import pl.kartoteka.gus.identifier.AccountNumber;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Guards;
import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Protection;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterFailure.Reason;
import pl.kartoteka.gus.register.Told;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class WhiteListRegisterTest {
    /** 00:30 of the 22nd in Warsaw. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T23:30:00Z"), ZoneOffset.UTC);
    private static final Question.Subject BAKERY = new Question.ByNip(new Nip(Companies.NIP));

    /** Its checksum is right; the list does not take it all the same. */
    private static final Question.Subject REFUSED = new Question.ByNip(new Nip("9990000020"));
    private static final Question.Subject STRANGER = new Question.ByNip(new Nip("5261040567"));

    private final RegisterStubs stubs = new RegisterStubs();
    private final WhiteListRegister register = register(stubs.whiteList.baseUrl());

    @AfterEach
    void stop() {
        stubs.stop();
    }

    @Test
    void readsTheTaxpayerAsOfTodayInWarsaw() {
        stubs.whiteListAnswers(Companies.subject());

        var reply = register.ask(BAKERY).block();

        var subject = ((WhiteListEntry) reply.data()).subject();
        assertThat(subject.vatStatus()).isEqualTo(WhiteListEntry.VatStatus.ACTIVE);
        assertThat(subject.accountNumbers()).containsExactly(Companies.ACCOUNT);
        assertThat(reply.proof().id()).isEqualTo("AbCdE-00xx00x");
        assertThat(reply.proof().time()).isEqualTo("22-11-2026 11:00:00");
        stubs.whiteList.verify(getRequestedFor(urlEqualTo("/api/search/nip/7740001454?date=2026-11-22")));
    }

    @Test
    void readsASubjectThatIsNullAsNotFoundWithProof() {
        stubs.whiteListFindsNothing();

        var reply = register.ask(BAKERY).block();

        assertThat(reply.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(reply.proof().id()).isEqualTo("AbCdE-00xx00x");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"result\":{\"requestId\":\"a-1\"}}",
        "{\"result\":{\"subject\":null}}",
        "{\"result\":{\"subject\":[],\"requestId\":\"a-1\"}}",
        "{\"result\":{\"subject\":{},\"requestId\":\"a-1\"}}",
        "{\"result\":null}",
        "{\"result\":{\"subject\":{\"name\":\"X\",\"nip\":\"5261040567\"},\"requestId\":\"a-1\"}}",
        "{\"result\":{\"subject\":{\"name\":\"X\",\"statusVat\":\"Inny\"},\"requestId\":\"a-1\"}}"})
    void takesNoBrokenAnswerForNotFound(String body) {
        RegisterStubs.fails(stubs.whiteList, RegisterStubs.json(body));

        fails(BAKERY, Reason.BROKEN_ANSWER);
    }

    @Test
    void keepsNoPesel() {
        stubs.whiteListAnswers(Companies.subject());

        var reply = register.ask(BAKERY).block();

        assertThat(reply.raw()).contains("\"pesel\":\"***\"").doesNotContain("92041903790");
        assertThat(reply.data()).asString().doesNotContain("92041903790");
    }

    @Test
    void keepsNoPeselThatIsWrittenAsANumber() {
        stubs.whiteListAnswers(Companies.subject().replace("\"92041903790\"", "92041903790"));

        assertThat(register.ask(BAKERY).block().raw()).contains("\"pesel\":\"***\"").doesNotContain("92041903790");
    }

    @Test
    void checksAnAccountOnADay() {
        var question = new Question.OnWhiteList(BAKERY, new AccountNumber(Companies.ACCOUNT),
                LocalDate.of(2026, 3, 1));
        stubs.accountIs("TAK");
        var assigned = register.ask(question).block();
        stubs.accountIs("NIE");
        var other = register.ask(question).block();

        assertThat(assigned.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(other.outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(other.data()).isEqualTo(new WhiteListEntry(LocalDate.of(2026, 3, 1), false, null));
        stubs.whiteList.verify(2, getRequestedFor(urlEqualTo(
                "/api/check/nip/7740001454/bank-account/" + Companies.ACCOUNT + "?date=2026-03-01")));
    }

    @Test
    void takesNoOtherWordForTheCheckOfAnAccount() {
        stubs.accountIs("");
        fails(new Question.OnWhiteList(BAKERY, new AccountNumber(Companies.ACCOUNT), null), Reason.BROKEN_ANSWER);
        stubs.accountIs("MOŻE");
        fails(new Question.OnWhiteList(BAKERY, new AccountNumber(Companies.ACCOUNT), null), Reason.BROKEN_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({"WL-191,429,LIMITED", "WL-191,400,LIMITED", "WL-195,400,SOURCE_UNAVAILABLE",
        "WL-196,400,SOURCE_UNAVAILABLE", "WL-100,500,UNREACHABLE", "WL-115,400,INVALID_QUESTION",
        "WL-103,400,BROKEN_ANSWER", "WL-107,400,BROKEN_ANSWER", "WL-190,400,BROKEN_ANSWER", "WL-190,404,BROKEN_ANSWER"})
    void tellsTheCodesApart(String code, int status, Reason reason) {
        RegisterStubs.fails(stubs.whiteList,
                RegisterStubs.json("{\"code\":\"" + code + "\",\"message\":\"x\"}").withStatus(status));

        fails(BAKERY, reason);
    }

    @Test
    void waitsForMidnightInWarsawWhenTheDayIsSpent() {
        RegisterStubs.fails(stubs.whiteList, RegisterStubs.json("{\"code\":\"WL-191\"}").withStatus(429));

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(BAKERY).block())
                .satisfies(failure -> assertThat(failure.retryAfter())
                        .isEqualTo(Duration.ofHours(23).plusMinutes(30)));
    }

    @ParameterizedTest
    @CsvSource({"WL-103,date", "WL-118,date", "WL-111,account", "WL-115,nip", "WL-107,regon"})
    void saysWhichPartOfTheQuestionItDoesNotTake(String code, String field) {
        RegisterStubs.fails(stubs.whiteList, RegisterStubs.json("{\"code\":\"" + code + "\"}").withStatus(400));

        var subject = field.equals("regon") ? new Question.ByRegon(new Regon(Companies.REGON)) : BAKERY;
        var question = new Question.OnWhiteList(subject, new AccountNumber(Companies.ACCOUNT),
                LocalDate.of(2026, 3, 1));
        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(question).block())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.INVALID_QUESTION))
                .extracting(RegisterFailure::field).isEqualTo(field);
    }

    @Test
    void asksAgainWhatWasAnsweredAfterMidnightAboutTheDayBefore() {
        var evening = Instant.parse("2026-11-22T22:59:59Z");
        var night = evening.plusSeconds(2);
        var times = new ArrayDeque<>(List.of(evening, night, night, night));
        var clock = Clock.fixed(night, ZoneOffset.UTC);
        var passing = new Clock() {
            @Override
            public Instant instant() {
                return Objects.requireNonNullElse(times.poll(), night);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        stubs.whiteListAnswers(Companies.subject());

        var reply = register(stubs.whiteList.baseUrl(), Protections.attempts(2), clock, passing).ask(BAKERY).block();

        assertThat(((WhiteListEntry) reply.data()).askedFor()).isEqualTo(LocalDate.of(2026, 11, 23));
        stubs.whiteList.verify(1, getRequestedFor(urlEqualTo("/api/search/nip/7740001454?date=2026-11-22")));
        stubs.whiteList.verify(1, getRequestedFor(urlEqualTo("/api/search/nip/7740001454?date=2026-11-23")));
    }

    @Test
    void searchesForManyInOneRequest() {
        var unknown = new Question.ByNip(new Nip("5261040567"));
        var broken = new Question.ByNip(new Nip("1234563218"));
        var refused = new Question.ByNip(new Nip("9990000020"));
        var forgotten = new Question.ByNip(new Nip(Companies.TRADER_NIP));
        stubs.whiteList.stubFor(get(urlPathMatching("/api/search/nips/.*")).willReturn(RegisterStubs.json("""
                {"result":{"entries":[
                   {"identifier":"5261040567","subjects":[]},
                   {"identifier":"7740001454","subjects":[%s]},
                   {"identifier":"1234563218","error":{"code":"WL-100","message":"x"}},
                   {"identifier":"9990000020","subjects":[],"error":{"code":"WL-115","message":"x"}}],
                 "requestId":"AbCdE-00xx00x","requestDateTime":"22-11-2026 11:00:00"}}
                """.formatted(Companies.subject()))));

        var told = register.askTogether(List.of(BAKERY, unknown, broken, refused, forgotten)).block();

        assertThat(told).extracting(Told::question).containsExactly(BAKERY, unknown, broken, refused,
                forgotten);
        assertThat(((Told.Answered) told.get(0)).reply()).satisfies(reply -> {
            assertThat(reply.outcome()).isEqualTo(Outcome.FOUND);
            assertThat(reply.proof().id()).isEqualTo("AbCdE-00xx00x");
            assertThat(reply.raw()).contains("AbCdE-00xx00x").doesNotContain("92041903790");
        });
        assertThat(((Told.Answered) told.get(1)).reply().outcome()).isEqualTo(Outcome.NOT_FOUND);
        assertThat(told.subList(2, 5)).extracting(each -> ((Told.Failed) each).failure().reason())
                .containsExactly(Reason.BROKEN_ANSWER, Reason.INVALID_QUESTION, Reason.BROKEN_ANSWER);
        stubs.whiteList.verify(1, getRequestedFor(urlEqualTo(
                "/api/search/nips/7740001454,5261040567,1234563218,9990000020,8567346215?date=2026-11-22")));
    }

    @Test
    void aNumberTheListRefusesSpoilsNoOther() {
        refusesSearchesWith("9990000020");

        var told = register.askTogether(List.of(BAKERY, REFUSED, STRANGER)).block();

        assertThat(told).extracting(Told::question).containsExactly(BAKERY, REFUSED, STRANGER);
        assertThat(((Told.Answered) told.get(0)).reply().outcome()).isEqualTo(Outcome.FOUND);
        assertThat(((Told.Failed) told.get(1)).failure()).satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.INVALID_QUESTION);
            assertThat(failure.field()).isEqualTo("nip");
        });
        assertThat(((Told.Answered) told.get(2)).reply().outcome()).isEqualTo(Outcome.NOT_FOUND);
        stubs.whiteList.verify(5, getRequestedFor(urlPathMatching("/api/search/nips/.*")));
    }

    @Test
    void looksForTheRefusedNumberWithinTheQuota() {
        refusesSearchesWith("9990000020");
        var limited = new WhiteListRegister(new WhiteListProperties(Environment.PRODUCTION,
                URI.create(stubs.whiteList.baseUrl()), List.of(Limit.of(3, Duration.ofDays(1))), Protections.NO_LIMIT,
                Protections.impatient()), Guards.at(CLOCK), CLOCK);

        var told = limited.askTogether(List.of(BAKERY, REFUSED, STRANGER)).block();

        assertThat(((Told.Answered) told.get(0)).reply().outcome()).isEqualTo(Outcome.FOUND);
        assertThat(told.subList(1, 3)).extracting(each -> ((Told.Failed) each).failure().reason())
                .containsOnly(Reason.LIMITED);
        stubs.whiteList.verify(3, getRequestedFor(urlPathMatching("/api/search/nips/.*")));
    }

    private void refusesSearchesWith(String nip) {
        var answer = """
                {"result":{"subjects":[%s],"requestId":"a-1"}}""".formatted(Companies.subject());
        stubs.whiteList.stubFor(get(urlPathMatching("/api/search/nips/.*")).willReturn(RegisterStubs.json(answer)));
        stubs.whiteList.stubFor(get(urlPathMatching("/api/search/nips/.*" + nip + ".*"))
                .willReturn(RegisterStubs.json("{\"code\":\"WL-115\"}").withStatus(400)));
    }

    @Test
    void readsTheOlderShapeOfManyToo() {
        stubs.whiteList.stubFor(get(urlPathMatching("/api/search/nips/.*")).willReturn(RegisterStubs.json("""
                {"result":{"subjects":[%s],"requestId":"a-1"}}""".formatted(Companies.subject()))));

        var told = register.askTogether(List.of(BAKERY, new Question.ByNip(new Nip("5261040567")))).block();

        assertThat(told).extracting(each -> ((Told.Answered) each).reply().outcome())
                .containsExactly(Outcome.FOUND, Outcome.NOT_FOUND);
    }

    @Test
    void aBlockOfChecksLeavesSearchesAlone() {
        stubs.whiteListAnswers(Companies.subject());
        stubs.whiteList.stubFor(get(urlPathMatching("/api/check/.*")).willReturn(
                RegisterStubs.json("{\"code\":\"WL-191\"}").withStatus(429)));

        fails(new Question.OnWhiteList(BAKERY, new AccountNumber(Companies.ACCOUNT), null), Reason.LIMITED);

        assertThat(register.ask(BAKERY).block().outcome()).isEqualTo(Outcome.FOUND);
    }

    @Test
    void asksByRegon() {
        stubs.whiteListFindsNothing();

        register.ask(new Question.ByRegon(new Regon(Companies.REGON))).block();

        stubs.whiteList.verify(getRequestedFor(urlEqualTo("/api/search/regon/610188201?date=2026-11-22")));
    }

    @ParameterizedTest
    @MethodSource("pl.kartoteka.gus.Failures#any")
    void neverTakesAFailureForAnAnswer(ResponseDefinitionBuilder how, Reason reason) {
        RegisterStubs.fails(stubs.whiteList, how);

        fails(BAKERY, reason);
        fails(new Question.OnWhiteList(BAKERY, new AccountNumber(Companies.ACCOUNT), null), reason);
        if (reason != Reason.LIMITED) {
            assertThatExceptionOfType(RegisterFailure.class)
                    .isThrownBy(() -> register.askTogether(List.of(BAKERY)).block())
                    .extracting(RegisterFailure::reason).isEqualTo(reason);
        }
    }

    @Test
    void isUnreachableWhereNobodyListens() {
        assertThatExceptionOfType(RegisterFailure.class)
                .isThrownBy(() -> register(Failures.nowhere()).ask(BAKERY).block())
                .extracting(RegisterFailure::reason).isEqualTo(Reason.UNREACHABLE);
    }

    private void fails(Question question, Reason reason) {
        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(question).block())
                .extracting(RegisterFailure::reason).isEqualTo(reason);
    }

    private static WhiteListRegister register(String url) {
        return register(url, Protections.impatient(), CLOCK, CLOCK);
    }

    private static WhiteListRegister register(String url, Protection protection, Clock guards, Clock clock) {
        return new WhiteListRegister(new WhiteListProperties(Environment.PRODUCTION, URI.create(url),
                Protections.NO_LIMIT, Protections.NO_LIMIT, protection), Guards.at(guards), clock);
    }
}
