package pl.kartoteka.gus.bir;

import java.util.Map;

import org.junit.jupiter.api.Test;
import pl.kartoteka.gus.Bir;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.KrsNumber;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Question;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

class BirRegisterTest extends BirTesting {
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
    void readsCode4AsNotFound() {
        stubs.gusFindsNothing();

        assertThat(register.ask(BAKERY).block().outcome()).isEqualTo(Outcome.NOT_FOUND);
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
}
