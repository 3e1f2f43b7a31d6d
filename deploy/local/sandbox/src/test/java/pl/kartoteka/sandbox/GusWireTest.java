package pl.kartoteka.sandbox;

import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;

class GusWireTest {

    private static final String PATH = "/gus/wsBIR/UslugaBIRzewnPubl.svc";
    private static final String ACTIONS = "http://CIS/BIR/PUBL/2014/07/IUslugaBIRzewnPubl/";
    private static final String GET_VALUE = "http://CIS/BIR/2014/07/IUslugaBIR/GetValue";
    private static final String SOAP = "application/soap+xml; charset=utf-8";
    private static final String STAR = "7740001454";
    private static final String STAR_REGON = "610188201";

    private final RunningSandbox sandbox = new RunningSandbox();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void answersInMtomWhoseStartNamesTheOnlyPart() throws Exception {
        var response = call("", ACTIONS + "Zaloguj", logIn("abcde12345abcde12345"));

        var type = response.headers().firstValue("Content-Type").orElseThrow();
        var boundary = Pattern.compile("boundary=\"([^\"]+)\"").matcher(type);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(type).startsWith("multipart/related; type=\"application/xop+xml\"")
                .contains("start=\"<http://tempuri.org/0>\"", "start-info=\"application/soap+xml\"");
        assertThat(boundary.find()).isTrue();
        assertThat(response.body()).startsWith("--" + boundary.group(1) + "\r\nContent-ID: <http://tempuri.org/0>\r\n")
                .contains("\r\n\r\n<s:Envelope").endsWith("--" + boundary.group(1) + "--\r\n");
    }

    @Test
    void logsInWithTheKeyAndGivesAnEmptySessionWithAnother() throws Exception {
        assertThat(session()).matches("[a-z0-9]{20}");
        assertThat(result(call("", ACTIONS + "Zaloguj", logIn("wrong")))).isEmpty();
    }

    @Test
    void demandsWsAddressing() throws Exception {
        var body = """
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>%s</s:Body></s:Envelope>"""
                .formatted(logIn("abcde12345abcde12345"));

        assertThat(sandbox.post(PATH, body, "Content-Type", SOAP).statusCode()).isEqualTo(400);
    }

    @Test
    void demandsSoap12() throws Exception {
        assertThat(sandbox.post(PATH, "<x/>", "Content-Type", "text/xml").statusCode()).isEqualTo(415);
        assertThat(sandbox.post(PATH, "<x/>", "Content-Type", SOAP).statusCode()).isEqualTo(400);
        assertThat(sandbox.post(PATH, "<!DOCTYPE x [<!ENTITY e 'e'>]><x>&e;</x>", "Content-Type", SOAP).statusCode())
                .isEqualTo(400);
    }

    @Test
    void refusesAnActionThatDoesNotFitTheOperation() throws Exception {
        var response = call("", ACTIONS + "Wyloguj", logIn("abcde12345abcde12345"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("a:ActionNotSupported");
    }

    @Test
    void findsACompanyByEachIdentifier() throws Exception {
        var sid = session();

        var byNip = search(sid, "Nip", STAR);
        var byRegon = search(sid, "Regon", STAR_REGON);
        pause();
        var byKrs = search(sid, "Krs", "0000999001");

        assertThat(text(byNip, "Nazwa")).isEqualTo("Piekarnia Złoty Kłos sp. z o.o.");
        assertThat(text(byNip, "KodPocztowy")).isEqualTo("90-001");
        assertThat(text(byNip, "Typ")).isEqualTo("P");
        assertThat(text(byNip, "SilosID")).isEqualTo("6");
        assertThat(text(byRegon, "Nip")).isEqualTo(STAR);
        assertThat(text(byKrs, "Regon")).isEqualTo(STAR_REGON);
    }

    @Test
    void answersARowPerSilo() throws Exception {
        var rows = search(session(), "Nip", "9990000043");

        assertThat(rows.getElementsByTagName("dane").getLength()).isEqualTo(3);
        assertThat(texts(rows, "SilosID")).isEqualTo("1 2 3");
        assertThat(texts(rows, "Regon")).isEqualTo("990000045 990000045 990000045");
    }

    @Test
    void searchesAListOfAtMostTwenty() throws Exception {
        var sid = session();

        var two = search(sid, "Nipy", STAR + ",9990000014,9990000015");
        var many = search(sid, "Nipy", IntStream.range(0, 21).mapToObj(_ -> STAR).collect(Collectors.joining(",")));
        pause();

        assertThat(texts(two, "Nip")).isEqualTo(STAR + " 9990000014");
        assertThat(text(many, "ErrorCode")).isEqualTo("2");
        assertThat(value(sid, "KomunikatKod")).isEqualTo("2");
    }

    @Test
    void leavesOutTheStreetOfAVillageWithoutStreets() throws Exception {
        var row = search(session(), "Nip", "9990000215");

        assertThat(row.getElementsByTagName("Ulica").getLength()).isZero();
        assertThat(text(row, "MiejscowoscPoczty")).isEqualTo("Gzy");
    }

    @Test
    void answersNothingFoundWithCodeFourAndEchoesTheQuestion() throws Exception {
        var sid = session();

        var answer = search(sid, "Nip", "9999999982");

        assertThat(text(answer, "ErrorCode")).isEqualTo("4");
        assertThat(text(answer, "Nip")).isEqualTo("9999999982");
        assertThat(value(sid, "KomunikatKod")).isEqualTo("4");
    }

    @Test
    void answersNothingWithoutASessionAndTellsSoWhenAsked() throws Exception {
        assertThat(result(call("wrong", ACTIONS + "DaneSzukajPodmioty", searching("Nip", STAR)))).isEmpty();
        assertThat(value("wrong", "KomunikatKod")).isEqualTo("7");
        assertThat(value("wrong", "StatusSesji")).isEqualTo("0");
        pause();
        assertThat(value("wrong", "StatusUslugi")).isEqualTo("1");
    }

    @Test
    void endsASessionAfterAnHour() throws Exception {
        var sid = session();
        assertThat(value(sid, "StatusSesji")).isEqualTo("1");
        assertThat(value(sid, "StanDanych")).isEqualTo("21-11-2026");

        sandbox.pass(Duration.ofMinutes(60));

        assertThat(value(sid, "StatusSesji")).isEqualTo("0");
        assertThat(result(call(sid, ACTIONS + "DaneSzukajPodmioty", searching("Nip", STAR)))).isEmpty();
    }

    @Test
    void endsEverySessionOnDemand() throws Exception {
        var sid = session();

        assertThat(sandbox.delete("/registers/gus/sessions").statusCode()).isEqualTo(204);

        assertThat(value(sid, "StatusSesji")).isEqualTo("0");
    }

    @Test
    void logsOutOnce() throws Exception {
        var sid = session();
        var logOut = "<b:Wyloguj><b:pIdentyfikatorSesji>" + sid + "</b:pIdentyfikatorSesji></b:Wyloguj>";

        assertThat(result(call(sid, ACTIONS + "Wyloguj", logOut))).isEqualTo("true");
        assertThat(result(call(sid, ACTIONS + "Wyloguj", logOut))).isEqualTo("false");
    }

    @Test
    void reportsALegalUnitWithItsKrsAndAPostalCodeWithoutDash() throws Exception {
        var sid = session();

        var general = report(sid, STAR_REGON, "BIR11OsPrawna");
        var pkd11 = report(sid, STAR_REGON, "BIR11OsPrawnaPkd");
        pause();
        var pkd12 = report(sid, STAR_REGON, "BIR12OsPrawnaPkd");

        assertThat(text(general, "praw_numerWRejestrzeEwidencji")).isEqualTo("0000999001");
        assertThat(text(general, "praw_adSiedzKodPocztowy")).isEqualTo("90001");
        assertThat(text(general, "praw_adSiedzWojewodztwo_Symbol")).isEqualTo("10");
        assertThat(text(general, "praw_szczegolnaFormaPrawna_Symbol")).isEqualTo("117");
        assertThat(texts(pkd11, "praw_pkdKod")).isEqualTo("1071Z 4724Z");
        assertThat(texts(pkd11, "praw_pkdPrzewazajace")).isEqualTo("1 0");
        assertThat(pkd11.getElementsByTagName("praw_pkdWersja").getLength()).isZero();
        assertThat(texts(pkd12, "praw_pkdWersja")).isEqualTo("2007 2007");
    }

    @Test
    void reportsANaturalPersonPerSilo() throws Exception {
        var sid = session();

        var general = report(sid, "990000045", "BIR12OsFizycznaDaneOgolne");
        var ceidg = report(sid, "990000045", "BIR12OsFizycznaDzialalnoscCeidg");
        pause();
        var farm = report(sid, "990000045", "BIR12OsFizycznaDzialalnoscRolnicza");
        var pkd = report(sid, "990000045", "BIR12OsFizycznaPkd");

        assertThat(text(general, "fiz_nazwisko")).isEqualTo("DĄBROWSKA");
        assertThat(text(general, "fiz_dzialalnoscPozostala")).isEqualTo("1");
        assertThat(text(ceidg, "fiz_nazwa")).isEqualTo("Kancelaria i Zagroda Ewa Dąbrowska");
        assertThat(ceidg.getElementsByTagName("fizC_numerWRejestrzeEwidencji").getLength()).isOne();
        assertThat(farm.getElementsByTagName("fiz_dataSkresleniaDzialalanosciZRegon").getLength()).isOne();
        assertThat(texts(pkd, "fiz_SilosSymbol")).isEqualTo("CEIDG ROLNICZA POZOSTAŁA");
    }

    @Test
    void reportsLocalUnitsOfBothKinds() throws Exception {
        var sid = session();

        var found = search(sid, "Regon", "12345678512347");
        var legal = report(sid, "12345678512347", "BIR121JednLokalnaOsPrawnej");
        pause();
        var list = report(sid, "990000140", "BIR12OsFizycznaListaJednLokalnych");
        var person = report(sid, text(list, "lokfiz_regon14"), "BIR12JednLokalnaOsFizycznej");

        assertThat(text(found, "Typ")).isEqualTo("LP");
        assertThat(text(legal, "lokpraw_nip")).isEqualTo("1234563218");
        assertThat(text(person, "lokfiz_nazwa")).isEqualTo("Cukiernia Bezowa, kawiarnia");
    }

    @Test
    void namesTheReasonWhyThereIsNoReport() throws Exception {
        var sid = session();

        assertThat(text(report(sid, STAR_REGON, "BIR11OsFizycznaDaneOgolne"), "ErrorCode")).isEqualTo("4");
        assertThat(text(report(sid, STAR_REGON, "OsPrawna"), "ErrorCode")).isEqualTo("5");
        pause();
        assertThat(text(report(sid, "990000269", "BIR11OsFizycznaPkd"), "ErrorCode")).isEqualTo("11");
        assertThat(text(report(sid, STAR_REGON, "BIR11OsPrawnaSpCywilnaWspolnicy"), "ErrorCode")).isEqualTo("21");
        assertThat(texts(report(sid, "990000080", "BIR11OsPrawnaSpCywilnaWspolnicy"), "wspolsc_nazwisko"))
                .isEqualTo("LIS BĄK");
    }

    @Test
    void limitsRequestsPerSecondMinuteAndHour() throws Exception {
        var sid = session();
        for (var i = 0; i < 5; i++) {
            value(sid, "StatusUslugi");
        }

        assertThat(call(sid, GET_VALUE, getValue("StatusUslugi")).statusCode()).isEqualTo(429);

        sandbox.pass(Duration.ofSeconds(2));
        for (var i = 0; i < 5; i++) {
            search(sid, "Nipy", IntStream.range(0, 20).mapToObj(_ -> STAR).collect(Collectors.joining(",")));
            pause();
        }
        assertThat(call(sid, ACTIONS + "DaneSzukajPodmioty", searching("Nipy",
                IntStream.range(0, 20).mapToObj(_ -> STAR).collect(Collectors.joining(",")))).statusCode())
                .isEqualTo(429);
    }

    @Test
    void failsInItsOwnWays() throws Exception {
        sandbox.mode("gus", "DOWN");
        var down = call("", ACTIONS + "Zaloguj", logIn("abcde12345abcde12345"));
        sandbox.mode("gus", "LIMITED");
        var limited = call("", ACTIONS + "Zaloguj", logIn("abcde12345abcde12345"));
        sandbox.mode("gus", "RUBBISH");
        var rubbish = call("", ACTIONS + "Zaloguj", logIn("abcde12345abcde12345"));

        assertThat(down.statusCode()).isEqualTo(200);
        assertThat(down.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(rubbish.statusCode()).isEqualTo(200);
        assertThat(rubbish.body()).startsWith("--uuid:").doesNotContain("</s:Envelope>");
    }

    private String session() throws Exception {
        return result(call("", ACTIONS + "Zaloguj", logIn("abcde12345abcde12345")));
    }

    private Document search(String sid, String parameter, String value) throws Exception {
        return document(result(call(sid, ACTIONS + "DaneSzukajPodmioty", searching(parameter, value))));
    }

    private Document report(String sid, String regon, String name) throws Exception {
        return document(result(call(sid, ACTIONS + "DanePobierzPelnyRaport", """
                <b:DanePobierzPelnyRaport><b:pRegon>%s</b:pRegon><b:pNazwaRaportu>%s</b:pNazwaRaportu>\
                </b:DanePobierzPelnyRaport>""".formatted(regon, name))));
    }

    private String value(String sid, String name) throws Exception {
        return result(call(sid, GET_VALUE, getValue(name)));
    }

    private void pause() {
        sandbox.pass(Duration.ofSeconds(1));
    }

    private HttpResponse<String> call(String sid, String action, String operation) throws Exception {
        var namespace = action.equals(GET_VALUE) ? "http://CIS/BIR/2014/07" : "http://CIS/BIR/PUBL/2014/07";
        var body = """
                <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:b="%s"
                  xmlns:a="http://www.w3.org/2005/08/addressing"
                  xmlns:d="http://CIS/BIR/PUBL/2014/07/DataContract"><s:Header>
                  <a:To>http://localhost/gus/wsBIR/UslugaBIRzewnPubl.svc</a:To><a:Action>%s</a:Action></s:Header>
                  <s:Body>%s</s:Body></s:Envelope>""".formatted(namespace, action, operation);
        return sandbox.post(PATH, body, "Content-Type", SOAP, "sid", sid.isEmpty() ? "none" : sid);
    }

    private static String logIn(String key) {
        return "<b:Zaloguj xmlns:b=\"http://CIS/BIR/PUBL/2014/07\"><b:pKluczUzytkownika>" + key
                + "</b:pKluczUzytkownika></b:Zaloguj>";
    }

    private static String searching(String parameter, String value) {
        return "<b:DaneSzukajPodmioty><b:pParametryWyszukiwania><d:" + parameter + ">" + value + "</d:" + parameter
                + "></b:pParametryWyszukiwania></b:DaneSzukajPodmioty>";
    }

    private static String getValue(String name) {
        return "<b:GetValue><b:pNazwaParametru>" + name + "</b:pNazwaParametru></b:GetValue>";
    }

    /** The text of the result element, out of the envelope in the only part. */
    private static String result(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).isEqualTo(200);
        var envelope = response.body().substring(response.body().indexOf("<s:Envelope"),
                response.body().indexOf("</s:Envelope>") + "</s:Envelope>".length());
        var body = document(envelope).getElementsByTagName("s:Body").item(0);
        assertThat(body.getFirstChild().getNodeName()).endsWith("Response");
        return body.getTextContent();
    }

    private static Document document(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static String text(Document document, String name) {
        return document.getElementsByTagName(name).item(0).getTextContent();
    }

    private static String texts(Document document, String name) {
        var nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> nodes.item(i).getTextContent())
                .collect(Collectors.joining(" "));
    }
}
