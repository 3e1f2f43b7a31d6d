package pl.kartoteka.gus.bir;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.gus.Bir;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterFailure.Reason;
import pl.kartoteka.gus.register.RegisterState;
import reactor.core.publisher.Flux;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BirSessionTest extends BirTesting {
    @Test
    void speaksSoap12WithAddressingAndTheSessionInAnHttpHeader() {
        stubs.gusAnswers(Companies.bakery());

        found(BAKERY);

        stubs.gus.verify(1, postRequestedFor(anyUrl())
                .withHeader("Content-Type", equalTo("application/soap+xml;charset=utf-8"))
                .withHeader("sid", absent())
                .withRequestBody(containing("<a:Action>" + ACTIONS + "Zaloguj</a:Action>"))
                .withRequestBody(containing("<b:pKluczUzytkownika>abcde12345abcde12345</b:pKluczUzytkownika>")));
        stubs.gus.verify(1, postRequestedFor(anyUrl())
                .withHeader("sid", equalTo(RegisterStubs.SID))
                .withRequestBody(containing("<a:To>" + stubs.gus.baseUrl() + "</a:To>"))
                .withRequestBody(containing("<a:Action>" + ACTIONS + "DaneSzukajPodmioty</a:Action>"))
                .withRequestBody(containing("<d:Nip>7740001454</d:Nip>")));
    }

    @Test
    void sharesOneSessionAmongParallelQuestions() {
        stubs.gusAnswers(Companies.bakery());

        Flux.range(0, 20).flatMap(_ -> register.ask(BAKERY), 20).collectList().block();

        stubs.gus.verify(1, logins());
    }

    @Test
    void logsInAgainOnceWhenTheSessionHasEndedAndLosesNoQuestion() {
        stubs.logInGives("expired0000000000001", RegisterStubs.SID);
        stubs.gusAnswersButLogin(Companies.bakery());
        stubs.gus.stubFor(RegisterStubs.bir("DaneSzukajPodmioty").withHeader("sid", equalTo("expired0000000000001"))
                .willReturn(Bir.answer("DaneSzukajPodmioty", Bir.rows(Map.of("ErrorCode", "7")))));

        var replies = Flux.range(0, 10).flatMap(_ -> register.ask(BAKERY), 10).collectList().block();

        assertThat(replies).hasSize(10).allMatch(reply -> reply.outcome() == Outcome.FOUND);
        stubs.gus.verify(2, logins());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0;", "1;7", "1;"})
    void readsAnEmptyResultOfAnEndedSessionAsEnded(String statusAndCode) {
        var parts = statusAndCode.split(";", 2);
        stubs.logInGives("expired0000000000001", RegisterStubs.SID);
        stubs.gusAnswersButLogin(Companies.bakery());
        stubs.gus.stubFor(RegisterStubs.bir("DaneSzukajPodmioty").withHeader("sid", equalTo("expired0000000000001"))
                .willReturn(Bir.answer("DaneSzukajPodmioty", "")));
        stubs.value("StatusSesji", parts[0]);
        stubs.value("KomunikatKod", parts[1]);

        assertThat(register.ask(BAKERY).block().outcome()).isEqualTo(Outcome.FOUND);
    }

    @Test
    void readsAnEmptyResultWithCode4AsNotFound() {
        stubs.logIn();
        stubs.search("");
        stubs.value("StatusSesji", "1");
        stubs.value("KomunikatKod", "4");

        assertThat(register.ask(BAKERY).block().outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

    @Test
    void takesAnUnexplainedEmptyResultForNoAnswer() {
        stubs.logIn();
        stubs.search("<root/>");
        stubs.value("StatusSesji", "1");
        stubs.value("KomunikatKod", "0");

        fails(Reason.BROKEN_ANSWER);
    }

    @Test
    void givesUpWhenANewSessionIsNotAccepted() {
        stubs.logIn();
        stubs.search(Bir.rows(Map.of("ErrorCode", "7")));

        fails(Reason.BROKEN_ANSWER);
        stubs.gus.verify(2, logins());
    }

    @Test
    void isRefusedWhenTheKeyGivesAnEmptySession() {
        stubs.gus.stubFor(RegisterStubs.bir("Zaloguj").willReturn(Bir.answer("Zaloguj", "")));

        fails(Reason.REFUSED);
    }

    @Test
    void cannotBeAskedInProductionWithThePublicKey() {
        var production = register(stubs.gus.baseUrl(), Environment.PRODUCTION, "abcde12345abcde12345");

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> production.ask(BAKERY).block())
                .extracting(RegisterFailure::reason).isEqualTo(Reason.NOT_CONFIGURED);
        assertThat(production.state().block().condition()).isEqualTo(RegisterState.Condition.NOT_CONFIGURED);
        stubs.gus.verify(0, postRequestedFor(anyUrl()));
    }

    /** The code of the last operation is that of the session, which others use at the same time. */
    @Test
    void readsTheCodeOfAnEmptyResultInASessionOfItsOwn() {
        var own = "ownsessionid00000001";
        stubs.logInGives(RegisterStubs.SID, own);
        stubs.search("");
        stubs.gus.stubFor(RegisterStubs.bir("Wyloguj").willReturn(Bir.answer("Wyloguj", "true")));
        stubs.gus.stubFor(RegisterStubs.bir("DaneSzukajPodmioty").withHeader("sid", equalTo(own))
                .willReturn(Bir.answer("DaneSzukajPodmioty", "")));
        stubs.value("StatusSesji", "1");
        stubs.value("KomunikatKod", "0");
        stubs.gus.stubFor(RegisterStubs.bir("GetValue").withHeader("sid", equalTo(own))
                .withRequestBody(containing("KomunikatKod")).willReturn(Bir.answer("GetValue", "4")));

        assertThat(register.ask(BAKERY).block().outcome()).isEqualTo(Outcome.NOT_FOUND);
        stubs.gus.verify(1, postRequestedFor(anyUrl()).withHeader("sid", equalTo(own))
                .withRequestBody(containing("<b:Wyloguj>")));
    }

    @Test
    void logsOutOnceAndOnlyWhenLoggedIn() {
        stubs.gusAnswers(Companies.bakery());
        register.logOut().block();
        stubs.gus.verify(0, postRequestedFor(anyUrl()));
        register.ask(BAKERY).block();

        register.logOut().block();
        register.logOut().block();

        stubs.gus.verify(1, postRequestedFor(anyUrl()).withHeader("sid", matching(RegisterStubs.SID))
                .withRequestBody(containing("<b:pIdentyfikatorSesji>" + RegisterStubs.SID)));
    }
}
