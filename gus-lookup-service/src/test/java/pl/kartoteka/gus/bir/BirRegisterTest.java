package pl.kartoteka.gus.bir;

import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.matching.RequestPatternBuilder;
import org.junit.jupiter.api.AfterEach;
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
import pl.kartoteka.gus.identifier.KrsNumber;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Guards;
import pl.kartoteka.gus.register.Limit;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Protection;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Question.GusReport.Part;
import pl.kartoteka.gus.register.RegisterFailure;
import pl.kartoteka.gus.register.RegisterFailure.Reason;
import pl.kartoteka.gus.register.RegisterState;
import pl.kartoteka.gus.register.Reply;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class BirRegisterTest {
    private static final Question BAKERY = new Question.ByNip(new Nip(Companies.NIP));
    private static final String ACTIONS = "http://CIS/BIR/PUBL/2014/07/IUslugaBIRzewnPubl/";

    private final RegisterStubs stubs = new RegisterStubs();
    private final BirRegister register = register(stubs.gus.baseUrl(), Environment.TEST, "");

    @AfterEach
    void stop() {
        stubs.stop();
    }

    @Test
    void logsInSearchesAndReadsTheReports() {
        stubs.gusAnswers(Companies.bakery());

        var company = found(BAKERY);

        assertThat(company.regon()).isEqualTo(Companies.REGON);
        assertThat(company.krs()).isEqualTo("0000123456");
        assertThat(company.kind()).isEqualTo(GusCompany.Kind.LEGAL_PERSON);
        assertThat(company.shortName()).isEqualTo("ZŁOTY KŁOS");
        assertThat(company.specialLegalForm()).isEqualTo(
                new GusCompany.Coded("117", "SPÓŁKI Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ"));
        assertThat(company.startedOn()).isEqualTo("2015-03-01");
        assertThat(company.pkd()).singleElement().satisfies(pkd -> {
            assertThat(pkd.code()).isEqualTo("1071Z");
            assertThat(pkd.main()).isTrue();
        });
    }

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

    @Test
    void readsCode4AsNotFound() {
        stubs.gusFindsNothing();

        assertThat(register.ask(BAKERY).block().outcome()).isEqualTo(Outcome.NOT_FOUND);
    }

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

    @Test
    void mergesTheSilosOfASoleTrader() {
        stubs.logIn();
        stubs.search(Bir.rows(
                Bir.with(Companies.trader("2"), "Nazwa", "GOSPODARSTWO ROLNE JAN KOWALSKI"),
                Bir.with(Companies.trader("4"), "DataZakonczeniaDzialalnosci", "2010-01-01"),
                Companies.trader("1")));
        stubs.report("BIR12OsFizycznaDzialalnoscCeidg", Bir.rows(Map.of("fiz_adresEmail", "jan@kowalski.example")));
        stubs.report("BIR12OsFizycznaDaneOgolne", Bir.rows(Map.of("fiz_imie1", "JAN", "fiz_nazwisko", "KOWALSKI",
                "fiz_podstawowaFormaPrawna_Symbol", "9")));
        stubs.report("BIR12OsFizycznaPkd", Bir.rows(
                Map.of("fiz_pkdKod", "6201Z", "fiz_pkdPrzewazajace", "1", "fiz_pkdWersja", "2025"),
                Map.of("fiz_pkdKod", "0111Z", "fiz_pkdPrzewazajace", "0", "fiz_pkdWersja", "2007")));

        var company = found(new Question.ByNip(new Nip(Companies.TRADER_NIP)));

        assertThat(company.name()).isEqualTo("JAN KOWALSKI USŁUGI");
        assertThat(company.lastName()).isEqualTo("KOWALSKI");
        assertThat(company.activities()).extracting(GusCompany.Activity::silo).containsExactly(
                GusCompany.Silo.CEIDG, GusCompany.Silo.AGRICULTURAL, GusCompany.Silo.REMOVED_BEFORE_2014);
        assertThat(company.pkd()).hasSize(2);
        assertThat(company.email()).isEqualTo("jan@kowalski.example");
    }

    @Test
    void prefersTheLivingOfTwoEntitiesWithOneNumber() {
        stubs.gusAnswers(Companies.bakery());
        stubs.search(Bir.rows(
                Bir.with(Bir.with(Companies.bakery(), "Regon", "011417295"), "DataZakonczeniaDzialalnosci",
                        "2019-12-31"),
                Companies.bakery()));

        assertThat(found(BAKERY).regon()).isEqualTo(Companies.REGON);
    }

    @Test
    void readsFieldsWhateverTheirCaseAndPublishesNoPkdOfTheRemoved() {
        stubs.logIn();
        stubs.search(Bir.rows(Bir.with(Companies.bakery(), "Ulica", " ul. Kolejowa  ")));
        stubs.report("BIR12OsPrawna<", Bir.rows(Map.of("praw_numerwRejestrzeEWIDENCJI", "0000123456 ")));
        stubs.report("BIR12OsPrawnaPkd", Bir.rows(Map.of("ErrorCode", "11")));

        var company = found(BAKERY);

        assertThat(company.krs()).isEqualTo("0000123456");
        assertThat(company.address().street()).isEqualTo("ul. Kolejowa");
        assertThat(company.pkd()).isEmpty();
    }

    @Test
    void fallsBackToTheOlderReportWhenTheNewerIsUnknown() {
        stubs.gusAnswers(Companies.bakery());
        stubs.report("BIR12OsPrawna<", Bir.rows(Map.of("ErrorCode", "5")));
        stubs.report("BIR11OsPrawna<", Bir.rows(Map.of("praw_nazwaSkrocona", "STARY RAPORT")));

        assertThat(found(BAKERY).shortName()).isEqualTo("STARY RAPORT");
    }

    @Test
    void asksByRegonOfBothLengthsAndByKrs() {
        stubs.gusAnswers(Companies.bakery());
        register.ask(new Question.ByRegon(new Regon("610188201"))).block();
        register.ask(new Question.ByKrs(new KrsNumber("0000123456"))).block();
        stubs.search(Bir.rows(Map.of("ErrorCode", "4")));
        register.ask(new Question.ByRegon(new Regon("12345678512347"))).block();

        stubs.gus.verify(1, postRequestedFor(anyUrl()).withRequestBody(containing("<d:Regon>610188201</d:Regon>")));
        stubs.gus.verify(1, postRequestedFor(anyUrl()).withRequestBody(containing("<d:Krs>0000123456</d:Krs>")));
        stubs.gus.verify(1, postRequestedFor(anyUrl())
                .withRequestBody(containing("<d:Regony14zn>12345678512347</d:Regony14zn>")));
    }

    @Test
    void picksTheRootPartByStartWhereverItStands() {
        stubs.gusAnswers(Companies.bakery());
        var other = "--uuid:demo+id=1\r\nContent-ID: <http://tempuri.org/1>\r\n\r\nattachment\r\n";
        stubs.gus.stubFor(RegisterStubs.bir("Zaloguj").willReturn(
                Bir.message(other + Bir.mtom(Bir.envelope("Zaloguj", RegisterStubs.SID)))));

        assertThat(found(BAKERY).regon()).isEqualTo(Companies.REGON);
    }

    @Test
    void readsCdataAndAPlainEnvelopeToo() {
        stubs.gusAnswers(Companies.bakery());
        stubs.gus.stubFor(RegisterStubs.bir("DaneSzukajPodmioty").willReturn(aResponse()
                .withHeader("Content-Type", "application/soap+xml; charset=utf-8")
                .withBody(Bir.envelope("DaneSzukajPodmioty",
                        "<![CDATA[" + Bir.rows(Companies.bakery()) + "]]>"))));

        assertThat(found(BAKERY).name()).contains("ZŁOTY KŁOS");
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
    void listsLocalUnitsOfALegalPersonAndOfASoleTrader() {
        stubs.gusAnswers(Companies.bakery());
        stubs.report("OsPrawnaListaJednLokalnych", Bir.rows(Map.of("lokpraw_regon14", "61018820100012",
                "lokpraw_nazwa", "SKLEP NR 1", "lokpraw_adSiedzMiejscowosc_Nazwa", "Łódź",
                "lokpraw_adSiedzKodPocztowy", "90001", "lokpraw_dataRozpoczeciaDzialalnosci", "2020-01-01")));
        var units = (GusLocalUnits) register.ask(part(Part.LOCAL_UNITS)).block().data();

        assertThat(units.localUnits()).singleElement().satisfies(unit -> {
            assertThat(unit.regon()).isEqualTo("61018820100012");
            assertThat(unit.address().city()).isEqualTo("Łódź");
            assertThat(unit.startedOn()).isEqualTo("2020-01-01");
        });
        stubs.search(Bir.rows(Companies.trader("1")));
        stubs.report("OsFizycznaListaJednLokalnych", Bir.rows(Map.of("lokfiz_regon14", "12345678500012",
                "lokfiz_silosID", "1")));
        var traders = (GusLocalUnits) register.ask(new Question.GusReport(new Regon("123456785"), Part.LOCAL_UNITS))
                .block().data();
        assertThat(traders.localUnits()).singleElement().extracting(GusLocalUnits.LocalUnit::silo)
                .isEqualTo(GusCompany.Silo.CEIDG);
    }

    @ParameterizedTest
    @CsvSource({"4", "21", "22"})
    void tellsWhyThereAreNoPartners(String code) {
        stubs.gusAnswers(Companies.bakery());
        stubs.report("OsPrawnaSpCywilnaWspolnicy", Bir.rows(Map.of("ErrorCode", code)));

        var reply = register.ask(part(Part.PARTNERS)).block();

        assertThat(reply.outcome()).isEqualTo(Outcome.FOUND);
        assertThat(((GusPartners) reply.data()).none()).isEqualTo(code.equals("21")
                ? GusPartners.None.NOT_CIVIL_PARTNERSHIP
                : GusPartners.None.NO_PARTNERS_RECORDED);
    }

    @Test
    void readsPartnersOfACivilPartnership() {
        stubs.gusAnswers(Companies.bakery());
        stubs.report("OsPrawnaSpCywilnaWspolnicy", Bir.rows(Map.of("wspolsc_regonWspolnikSpolki", "123456785",
                "wspolsc_imiePierwsze", "JAN", "wspolsc_nazwisko", "KOWALSKI")));

        var partners = (GusPartners) register.ask(part(Part.PARTNERS)).block().data();

        assertThat(partners.none()).isNull();
        assertThat(partners.partners()).singleElement().extracting(GusPartners.Partner::lastName)
                .isEqualTo("KOWALSKI");
    }

    @Test
    void readsTheActivitiesSiloBySilo() {
        stubs.logIn();
        stubs.search(Bir.rows(Companies.trader("1"), Companies.trader("2"), Companies.trader("4")));
        stubs.report("OsFizycznaDzialalnoscCeidg", Bir.rows(Map.of("fiz_adresEmail", "jan@kowalski.example")));
        stubs.report("OsFizycznaDzialalnoscRolnicza", Bir.rows(
                Map.of("fiz_dataSkresleniaDzialalanosciZRegon", "2021-05-01")));
        stubs.report("OsFizycznaDzialalnoscSkreslonaDo20141108", Bir.rows(Map.of("fiz_nazwa", "X")));
        stubs.report("OsFizycznaPkd", Bir.rows(
                Map.of("fiz_pkdKod", "6201Z", "fiz_pkdPrzewazajace", "1", "fiz_pkdWersja", "2025", "fiz_SilosSymbol",
                        "CEIDG"),
                Map.of("fiz_pkd_Kod", "0111Z", "fiz_pkd_Przewazajace", "1", "fiz_SilosID", "2")));

        var activities = ((GusActivities) register.ask(new Question.GusReport(new Regon("123456785"), Part.ACTIVITIES))
                .block().data()).activities();

        assertThat(activities).extracting(GusActivities.GusActivity::silo).containsExactly(GusCompany.Silo.CEIDG,
                GusCompany.Silo.AGRICULTURAL, GusCompany.Silo.REMOVED_BEFORE_2014);
        assertThat(activities.get(0).pkd()).extracting(pkd -> pkd.code()).containsExactly("6201Z");
        assertThat(activities.get(1).pkd()).extracting(pkd -> pkd.code()).containsExactly("0111Z");
        assertThat(activities.get(1).removedOn()).isEqualTo("2021-05-01");
        assertThat(activities.get(2).pkdPublished()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "4,0"})
    void readsTheChangesOfADay(String code, int changed) {
        stubs.logIn();
        stubs.gus.stubFor(RegisterStubs.bir("DanePobierzRaportZbiorczy")
                .withRequestBody(containing("<b:pDataRaportu>2026-11-20</b:pDataRaportu>"))
                .willReturn(Bir.answer("DanePobierzRaportZbiorczy", Bir.rows(code.equals("0")
                        ? Map.of("regon", Companies.REGON)
                        : Map.of("ErrorCode", code)))));

        assertThat(register.changes(LocalDate.of(2026, 11, 20), DailyChanges.REPORTS.getFirst()).block())
                .hasSize(changed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"101", "102", "103", "104", "105"})
    void takesNoRefusedBulkReportForADayWithoutChanges(String code) {
        stubs.logIn();
        stubs.gus.stubFor(RegisterStubs.bir("DanePobierzRaportZbiorczy").willReturn(
                Bir.answer("DanePobierzRaportZbiorczy", Bir.rows(Map.of("ErrorCode", code)))));

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(
                () -> register.changes(LocalDate.of(2026, 11, 20), DailyChanges.REPORTS.getFirst()).block());
    }

    @Test
    void isUnreachableWhereNobodyListens() {
        var nobody = register(Failures.nowhere(), Environment.TEST, "");

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> nobody.ask(BAKERY).block())
                .extracting(RegisterFailure::reason).isEqualTo(Reason.UNREACHABLE);
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

    private static Question part(Part part) {
        return new Question.GusReport(new Regon(Companies.REGON), part);
    }

    private BirRegister production() {
        return register(stubs.gus.baseUrl(), Environment.PRODUCTION, "00000000000000000000");
    }

    private static Duration retryAfter(BirRegister register) {
        var failure = catchThrowableOfType(RegisterFailure.class,
                () -> register.ask(BAKERY).block());
        assertThat(failure.reason()).isEqualTo(Reason.LIMITED);
        return failure.retryAfter();
    }

    private GusCompany found(Question question) {
        var reply = register.ask(question).block();
        assertThat(reply).extracting(Reply::outcome).isEqualTo(Outcome.FOUND);
        return (GusCompany) reply.data();
    }

    private void fails(Reason reason) {
        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(() -> register.ask(BAKERY).block())
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(reason))
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(Companies.NIP));
    }

    private static RequestPatternBuilder logins() {
        return postRequestedFor(anyUrl()).withRequestBody(containing("<b:Zaloguj>"));
    }

    private static BirRegister register(String url, Environment environment, String key) {
        return register(url, environment, key, Protections.NO_LIMIT, Protections.impatient());
    }

    private static BirRegister register(
            String url, Environment environment, String key, List<Limit> limits, Protection protection) {
        var properties = new BirProperties(environment, URI.create(url), key, "BIR12", limits, protection);
        return new BirRegister(properties, Guards.alone());
    }
}
