package pl.kartoteka.sandbox;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.sandbox.RunningSandbox.json;

class CeidgWireTest {

    private static final String PATH = "/ceidg/api/ceidg/v3/";
    private static final String FLORIST = "9990000020";

    private final RunningSandbox sandbox = new RunningSandbox();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void demandsATokenBeforeItCounts() throws Exception {
        var without = sandbox.get(PATH + "firma?nip=" + FLORIST);
        var wrong = sandbox.get(PATH + "firma?nip=" + FLORIST, "Authorization", "Bearer other");

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(get("firma?nip=" + FLORIST).headers().firstValue("X-Rate-Limit-Remaining")).hasValue("999");
    }

    @Test
    void describesASoleTraderInAnArray() throws Exception {
        var firm = json(get("firma?nip=" + FLORIST)).path("firma").path(0);

        assertThat(firm.path("nazwa").asString()).isEqualTo("Kwiaciarnia Pod Różą Anna Zielińska");
        assertThat(firm.path("status").asString()).isEqualTo("AKTYWNY");
        assertThat(firm.path("wlasciciel").path("nip").asString()).isEqualTo(FLORIST);
        assertThat(firm.path("adresDzialalnosci").path("ulica").asString()).isEqualTo("ul. Narutowicza");
        assertThat(firm.path("pkdGlowny").path("kod").asString()).isEqualTo("4776Z");
        assertThat(firm.has("dataZawieszenia")).isFalse();
    }

    @Test
    void findsTheSameByRegonAndByIdInEitherCase() throws Exception {
        var id = json(get("firma?nip=" + FLORIST)).path("firma").path(0).path("id").asString();

        assertThat(id).isUpperCase();
        assertThat(json(get("firma?regon=990000022")).path("firma").path(0).path("id").asString()).isEqualTo(id);
        assertThat(json(get("firma/" + id.toLowerCase())).path("firma").path(0).path("id").asString()).isEqualTo(id);
        assertThat(json(get("firma?ids=" + id)).path("firma").size()).isOne();
    }

    @Test
    void leavesOutWhatAnEntryDoesNotHave() throws Exception {
        var bare = json(get("firma?nip=9990000215")).path("firma").path(0);

        assertThat(bare.has("email")).isFalse();
        assertThat(bare.has("telefon")).isFalse();
        assertThat(bare.path("adresDzialalnosci").has("ulica")).isFalse();
    }

    @Test
    void tellsTheStatusOfEachKindOfEntry() throws Exception {
        assertThat(status("9990000095")).isEqualTo("ZAWIESZONY");
        assertThat(status("9990000103")).isEqualTo("WYKRESLONY");
        assertThat(status("9990000072")).isEqualTo("WYLACZNIE_W_FORMIE_SPOLKI");
        assertThat(status("9990000250")).isEqualTo("OCZEKUJE_NA_ROZPOCZECIE_DZIALANOSCI");
    }

    @Test
    void answersNoContentForWhomItDoesNotKnow() throws Exception {
        var company = get("firma?nip=7740001454");

        assertThat(company.statusCode()).isEqualTo(204);
        assertThat(company.body()).isEmpty();
    }

    @Test
    void refusesABadNumberWithItsCode() throws Exception {
        var bad = get("firma?nip=7740001455");

        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(json(bad).path("code").asString()).isEqualTo("NIEPOPRAWNY_NUMER_NIP");
    }

    @Test
    void listsInPagesWhoseLastNextIsItself() throws Exception {
        var first = json(get("firmy?limit=2&miasto=%C5%82%C3%B3d%C5%BA"));
        var pages = (first.path("count").asInt() + 1) / 2;
        var last = json(get("firmy?limit=2&miasto=%C5%82%C3%B3d%C5%BA&page=" + (pages - 1)));

        assertThat(first.path("firmy").size()).isEqualTo(2);
        assertThat(first.path("count").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(last.path("links").path("next").asString()).isEqualTo(last.path("links").path("self").asString());
        assertThat(get("firmy?limit=2&page=" + 500).statusCode()).isEqualTo(204);
        assertThat(json(get("firmy?limit=26")).path("code").asString()).isEqualTo("NIEPOPRAWNY_ROZMIAR_STRONY");
    }

    @Test
    void readsARepeatedParameterAsOr() throws Exception {
        assertThat(json(get("firmy?nip=" + FLORIST + "&nip=9990000095")).path("count").asInt()).isEqualTo(2);
        assertThat(get("firmy?nip=" + FLORIST + "&status=WYKRESLONY").statusCode()).isEqualTo(204);
    }

    @Test
    void blocksForThreeMinutesAfterFiftyRequests() throws Exception {
        for (var i = 0; i < 50; i++) {
            assertThat(get("firma?nip=" + FLORIST).statusCode()).isEqualTo(200);
        }

        assertThat(get("firma?nip=" + FLORIST).statusCode()).isEqualTo(429);
        sandbox.pass(Duration.ofSeconds(179));
        assertThat(get("firma?nip=" + FLORIST).statusCode()).isEqualTo(429);
        sandbox.pass(Duration.ofSeconds(1));
        assertThat(get("firma?nip=" + FLORIST).statusCode()).isEqualTo(200);
    }

    @Test
    void failsInItsOwnWays() throws Exception {
        sandbox.mode("ceidg", "DOWN");
        var down = get("firma?nip=" + FLORIST);
        sandbox.mode("ceidg", "LIMITED");
        var limited = get("firma?nip=" + FLORIST);
        sandbox.mode("ceidg", "RUBBISH");
        var rubbish = get("firma?nip=" + FLORIST);

        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body()).contains("Przerwa");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("X-Rate-Limit-Limit")).hasValue("1000");
        assertThat(rubbish.statusCode()).isEqualTo(200);
        assertThat(rubbish.body()).endsWith("Urwan");
    }

    private String status(String nip) throws Exception {
        return json(get("firma?nip=" + nip)).path("firma").path(0).path("status").asString();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return sandbox.get(PATH + path, "Authorization", "Bearer sandbox-ceidg-token");
    }
}
