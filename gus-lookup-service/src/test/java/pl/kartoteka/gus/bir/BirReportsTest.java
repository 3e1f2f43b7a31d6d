package pl.kartoteka.gus.bir;

import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pl.kartoteka.gus.Bir;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.Regon;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Question;
import pl.kartoteka.gus.register.Question.GusReport.Part;
import pl.kartoteka.gus.register.RegisterFailure;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BirReportsTest extends BirTesting {
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
}
