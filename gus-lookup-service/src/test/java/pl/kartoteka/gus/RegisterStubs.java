package pl.kartoteka.gus;

import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.springframework.test.context.DynamicPropertyRegistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

/** The four registers as stubs that speak the wire formats; one server each, so that one can fail alone. */
public final class RegisterStubs {
    public static final RegisterStubs SHARED = new RegisterStubs();
    public static final String SID = "sessionid00000000001";

    public final WireMockServer gus = started();
    public final WireMockServer ceidg = started();
    public final WireMockServer whiteList = started();
    public final WireMockServer vies = started();

    public static void configure(DynamicPropertyRegistry properties) {
        Map.of("gus", SHARED.gus, "ceidg", SHARED.ceidg, "white-list", SHARED.whiteList, "vies", SHARED.vies)
                .forEach((name, server) -> properties.add("kartoteka.registers." + name + ".url", server::baseUrl));
    }

    public void reset() {
        gus.resetAll();
        ceidg.resetAll();
        whiteList.resetAll();
        vies.resetAll();
    }

    public void stop() {
        gus.stop();
        ceidg.stop();
        whiteList.stop();
        vies.stop();
    }

    private static WireMockServer started() {
        var server = new WireMockServer(options().dynamicPort());
        server.start();
        return server;
    }

    // BIR

    public void gusAnswers(Map<String, String> company) {
        logIn();
        gusAnswersButLogin(company);
    }

    public void gusAnswersButLogin(Map<String, String> company) {
        search(Bir.rows(company));
        report("Pkd", Bir.rows(Map.of("praw_pkdKod", "1071Z", "praw_pkdNazwa", "PRODUKCJA PIECZYWA",
                "praw_pkdPrzewazajace", "1", "praw_pkdWersja", "2007")));
        report("BIR12OsPrawna<", Bir.rows(Map.of("praw_nazwaSkrocona", "ZŁOTY KŁOS",
                "praw_numerWRejestrzeEwidencji", "0000123456",
                "praw_organRejestrowy_Nazwa", "SĄD REJONOWY DLA ŁODZI-ŚRÓDMIEŚCIA",
                "praw_dataRozpoczeciaDzialalnosci", "2015-03-01",
                "praw_szczegolnaFormaPrawna_Symbol", "117",
                "praw_szczegolnaFormaPrawna_Nazwa", "SPÓŁKI Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ",
                "praw_adresEmail", "BIURO@KLOS.EXAMPLE")));
    }

    public void gusFindsNothing() {
        logIn();
        search(Bir.rows(Map.of("ErrorCode", "4", "ErrorMessagePl", "Nie znaleziono podmiotu.")));
    }

    public void logIn() {
        gus.stubFor(bir("Zaloguj").willReturn(Bir.answer("Zaloguj", SID)));
        gus.stubFor(bir("Wyloguj").willReturn(Bir.answer("Wyloguj", "true")));
    }

    public void search(String document) {
        gus.stubFor(bir("DaneSzukajPodmioty").withHeader("sid", equalTo(SID))
                .willReturn(Bir.answer("DaneSzukajPodmioty", document)));
    }

    public void report(String name, String document) {
        gus.stubFor(bir("DanePobierzPelnyRaport").withHeader("sid", equalTo(SID))
                .withRequestBody(containing(name))
                .willReturn(Bir.answer("DanePobierzPelnyRaport", document)));
    }

    public void value(String parameter, String value) {
        gus.stubFor(bir("GetValue").withRequestBody(containing(parameter)).willReturn(Bir.answer("GetValue", value)));
    }

    public void logInGives(String first, String second) {
        gus.stubFor(bir("Zaloguj").inScenario("login").whenScenarioStateIs(Scenario.STARTED)
                .willSetStateTo("again").willReturn(Bir.answer("Zaloguj", first)));
        gus.stubFor(bir("Zaloguj").inScenario("login").whenScenarioStateIs("again")
                .willReturn(Bir.answer("Zaloguj", second)));
    }

    public static MappingBuilder bir(String operation) {
        return post(anyUrl()).withRequestBody(containing("<b:" + operation + ">"));
    }

    // CEIDG

    public void ceidgAnswers(String json) {
        ceidg.stubFor(get(urlPathEqualTo("/firma")).willReturn(json(json)));
    }

    public void ceidgFindsNothing() {
        ceidg.stubFor(get(urlPathEqualTo("/firma")).willReturn(aResponse().withStatus(204)));
    }

    // White list

    public void whiteListAnswers(String subject) {
        whiteList.stubFor(get(urlPathMatching("/api/search/.*")).willReturn(json("""
                {"result":{"subject":%s,"requestId":"AbCdE-00xx00x","requestDateTime":"22-11-2026 11:00:00"}}
                """.formatted(subject))));
    }

    /** The answer to a search for several, of which it knows one. */
    public void whiteListAnswersMany(String nip, String subject) {
        whiteList.stubFor(get(urlPathMatching("/api/search/nips/.*")).willReturn(json("""
                {"result":{"entries":[{"identifier":"%s","subjects":[%s]}],"requestId":"AbCdE-00xx00x",
                 "requestDateTime":"22-11-2026 11:00:00"}}""".formatted(nip, subject))));
    }

    public void whiteListFindsNothing() {
        whiteListAnswers("null");
    }

    public void accountIs(String assigned) {
        whiteList.stubFor(get(urlPathMatching("/api/check/.*")).willReturn(json("""
                {"result":{"accountAssigned":"%s","requestId":"FgHiJ-11yy11y","requestDateTime":"22-11-2026 11:00:00"}}
                """.formatted(assigned))));
    }

    // VIES

    public void viesAnswers(String number, boolean valid) {
        vies.stubFor(post(urlPathEqualTo("/check-vat-number")).willReturn(json("""
                {"countryCode":"PL","vatNumber":"%s","requestDate":"2026-11-22T10:00:00.000Z","valid":%s,
                 "requestIdentifier":"WAPIAAAATEST0001","name":"---","address":"---"}
                """.formatted(number, valid))));
    }

    // Any

    public static void fails(WireMockServer server, ResponseDefinitionBuilder how) {
        server.resetAll();
        server.stubFor(any(anyUrl()).willReturn(how));
    }

    public static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    public static ResponseDefinitionBuilder maintenancePage() {
        return aResponse().withStatus(200).withHeader("Content-Type", "text/html; charset=utf-8")
                .withBody("<!DOCTYPE html><html><body>Przerwa techniczna</body></html>");
    }
}
