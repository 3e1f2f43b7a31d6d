package pl.kartoteka.gus.ceidg;

import java.net.URI;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.Failures;
import pl.kartoteka.gus.Protections;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Guards;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterFailure.Reason;
import pl.kartoteka.gus.register.RegisterState;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CeidgRegisterTest {
    private static final String TOKEN = "header.payload-with-a-pesel.signature";
    private static final Question TRADER = new Question.ByNip(new Nip(Companies.TRADER_NIP));

    private final RegisterStubs stubs = new RegisterStubs();
    private final CeidgProperties properties = properties(stubs.ceidg.baseUrl(), Environment.PRODUCTION, TOKEN);
    private final CeidgRegister register = register(properties);

    @AfterEach
    void stop() {
        stubs.stop();
    }

    @Test
    void readsTheEntryOfTheList() {
        stubs.ceidgAnswers(Companies.ceidgTrader());

        var reply = register.ask(TRADER).block();

        var business = (CeidgBusiness) reply.data();
        assertThat(reply.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(business.lastName()).isEqualTo("KOWALSKI");
        assertThat(business.status()).isEqualTo(CeidgBusiness.Status.AKTYWNY);
        assertThat(business.correspondenceAddress()).isNull();
        assertThat(business.pkd()).singleElement().satisfies(pkd -> assertThat(pkd.main()).isTrue());
        stubs.ceidg.verify(getRequestedFor(urlEqualTo("/firma?nip=" + Companies.TRADER_NIP))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN)));
    }

    @Test
    void takesAbsentFieldsAndAnEmptyAddress() {
        stubs.ceidgAnswers("""
                {"firma":[{"id":"1","nazwa":"X","adresDzialalnosci":{},"wlasciciel":{"nip":"8567346215"},
                 "status":"WYLACZNIE_W_FORMIE_SPOLKI","upadlosci":[{}]}]}""");

        var business = (CeidgBusiness) register.ask(TRADER).block().data();

        assertThat(business.address()).isNull();
        assertThat(business.pkd()).isEmpty();
        assertThat(business.bankrupt()).isTrue();
    }

    @Test
    void prefersTheEntryThatIsNotRemoved() {
        stubs.ceidgAnswers("""
                {"firma":[{"id":"1","nazwa":"Dawna","wlasciciel":{"nip":"8567346215"},"status":"WYKRESLONY"},
                          {"id":"2","nazwa":"Obecna","wlasciciel":{"nip":"8567346215"},"status":"ZAWIESZONY"}]}""");

        assertThat(((CeidgBusiness) register.ask(TRADER).block().data()).name()).isEqualTo("Obecna");
    }

    @Test
    void reads204AsNotFoundAndNothingElse() {
        stubs.ceidgFindsNothing();
        assertThat(register.ask(TRADER).block().outcome()).isEqualTo(Outcome.NOT_FOUND);

        RegisterStubs.fails(stubs.ceidg, aResponse().withStatus(404));
        fails(Reason.BROKEN_ANSWER);
        RegisterStubs.fails(stubs.ceidg, RegisterStubs.json("{\"firma\":[]}"));
        fails(Reason.BROKEN_ANSWER);
        RegisterStubs.fails(stubs.ceidg, RegisterStubs.json(
                "{\"code\":\"NIEPOPRAWNY_NUMER_NIP\",\"message\":\"x\"}").withStatus(400));
        fails(Reason.BROKEN_ANSWER);
        RegisterStubs.fails(stubs.ceidg, RegisterStubs.json(Companies.ceidgTrader("5261040567")));
        fails(Reason.BROKEN_ANSWER);
        RegisterStubs.fails(stubs.ceidg, RegisterStubs.json(
                "{\"firma\":[{\"id\":\"1\",\"nazwa\":\"X\",\"status\":\"NIEZNANY\"}]}"));
        fails(Reason.BROKEN_ANSWER);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void isRefusedWithoutSayingTheToken(int status) {
        RegisterStubs.fails(stubs.ceidg, aResponse().withStatus(status));

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(TRADER).block())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.REFUSED))
                .satisfies(failure -> assertThat(failure.toString()).doesNotContain(TOKEN));
        assertThat(properties.toString()).doesNotContain(TOKEN);
    }

    @Test
    void leavesALimitedRegisterAloneForItsPause() {
        RegisterStubs.fails(stubs.ceidg, aResponse().withStatus(429));
        fails(Reason.LIMITED);
        stubs.ceidg.resetAll();
        stubs.ceidgAnswers(Companies.ceidgTrader());

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(TRADER).block())
                .satisfies(failure -> assertThat(failure.retryAfter()).isNotNull().isPositive());
        assertThat(register.state().block().condition()).isEqualTo(RegisterState.Condition.LIMITED);
        stubs.ceidg.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void cannotBeAskedWithoutAToken() {
        var production = register(properties(stubs.ceidg.baseUrl(), Environment.PRODUCTION, ""));

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> production.ask(TRADER).block())
                .extracting(RegisterFailure::reason).isEqualTo(Reason.NOT_CONFIGURED);
        assertThat(production.state().block().condition()).isEqualTo(RegisterState.Condition.NOT_CONFIGURED);
    }

    @Test
    void asksByRegon() {
        stubs.ceidgFindsNothing();

        register.ask(new Question.ByRegon(new Regon("123456785"))).block();

        stubs.ceidg.verify(getRequestedFor(urlEqualTo("/firma?regon=123456785")));
    }

    @ParameterizedTest
    @MethodSource("pl.kartoteka.gus.Failures#any")
    void neverTakesAFailureForAnAnswer(ResponseDefinitionBuilder how, Reason reason) {
        RegisterStubs.fails(stubs.ceidg, how);

        fails(reason);
    }

    @Test
    void isUnreachableWhereNobodyListens() {
        var nobody = register(properties(Failures.nowhere(), Environment.PRODUCTION, TOKEN));

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> nobody.ask(TRADER).block())
                .extracting(RegisterFailure::reason).isEqualTo(Reason.UNREACHABLE);
    }

    private void fails(Reason reason) {
        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(TRADER).block())
                .extracting(RegisterFailure::reason).isEqualTo(reason);
    }

    private static CeidgProperties properties(String url, Environment environment, String token) {
        return new CeidgProperties(environment, URI.create(url), token, Protections.NO_LIMIT, Protections.impatient());
    }

    private static CeidgRegister register(CeidgProperties properties) {
        return new CeidgRegister(properties, Guards.alone());
    }
}
