package pl.kartoteka.sandbox;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static pl.kartoteka.sandbox.RunningSandbox.json;

class WhitelistWireTest {

    private static final String SEARCH = "/whitelist/api/search/";
    private static final String CHECK = "/whitelist/api/check/";
    private static final String TODAY = "?date=2026-11-22";
    private static final String ACCOUNT = "61109010140000071219812874";

    private final RunningSandbox sandbox = new RunningSandbox();

    @AfterEach
    void close() throws Exception {
        sandbox.close();
    }

    @Test
    void describesASubjectWithProof() throws Exception {
        var result = json(sandbox.get(SEARCH + "nip/1234563218" + TODAY)).path("result");

        assertThat(result.path("subject").path("statusVat").asString()).isEqualTo("Czynny");
        assertThat(result.path("subject").path("accountNumbers").path(0).asString()).isEqualTo(ACCOUNT);
        assertThat(result.path("subject").path("residenceAddress").asString()).isEqualTo("TESTOWA 1, 00-005 WARSZAWA");
        assertThat(result.path("requestId").asString()).matches("[0-9A-Za-z]{5}-[0-9A-Za-z]{7}");
        assertThat(result.path("requestDateTime").asString()).isEqualTo("22-11-2026 11:00:00");
    }

    @Test
    void answersNullAndAProofForWhomItDoesNotKnow() throws Exception {
        var response = sandbox.get(SEARCH + "nip/9990000184" + TODAY);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("result").path("subject").isNull()).isTrue();
        assertThat(json(response).path("result").path("requestId").asString()).isNotEmpty();
    }

    @Test
    void knowsTheThreeStatuses() throws Exception {
        assertThat(status("9990000178")).isEqualTo("Zwolniony");
        assertThat(status("9990000103")).isEqualTo("Niezarejestrowany");
        assertThat(status("7740001454")).isEqualTo("Czynny");
    }

    @Test
    void givesTheWorkingAddressOfANaturalPerson() throws Exception {
        var subject = json(sandbox.get(SEARCH + "regon/990000022" + TODAY)).path("result").path("subject");

        assertThat(subject.path("residenceAddress").isNull()).isTrue();
        assertThat(subject.path("workingAddress").asString()).isEqualTo("NARUTOWICZA 12A, 90-003 ŁÓDŹ");
    }

    @Test
    void searchesByAccountAndInLists() throws Exception {
        var byAccount = json(sandbox.get(SEARCH + "bank-account/" + ACCOUNT + TODAY)).path("result");
        var entries = json(sandbox.get(SEARCH + "nips/1234563218,9990000184,12" + TODAY)).path("result")
                .path("entries");

        assertThat(byAccount.path("subjects").path(0).path("nip").asString()).isEqualTo("1234563218");
        assertThat(entries.path(0).path("subjects").size()).isOne();
        assertThat(entries.path(1).path("subjects").size()).isZero();
        assertThat(entries.path(2).path("error").path("code").asString()).isEqualTo("WL-113");
    }

    @Test
    void checksAnAccount() throws Exception {
        assertThat(assigned("nip/1234563218")).isEqualTo("TAK");
        assertThat(assigned("regon/123456785")).isEqualTo("TAK");
        assertThat(assigned("nip/7740001454")).isEqualTo("NIE");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            search/nip/1234563218,                                              WL-101
            search/nip/1234563218?date=22.11.2026,                              WL-102
            search/nip/1234563218?date=2026-11-23,                              WL-103
            search/nip/1234563218?date=2020-01-01,                              WL-118
            search/nip/123?date=2026-11-22,                                     WL-113
            search/nip/123456321x?date=2026-11-22,                              WL-114
            search/nip/1234563219?date=2026-11-22,                              WL-115
            search/regon/1234?date=2026-11-22,                                  WL-105
            search/regon/123456786?date=2026-11-22,                             WL-107
            search/bank-account/61109010140000071219812875?date=2026-11-22,     WL-111
            check/nip/1234563218/bank-account/61?date=2026-11-22,               WL-109
            """)
    void refusesBadInputWithItsCode(String path, String code) throws Exception {
        var response = sandbox.get("/whitelist/api/" + path);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("code").asString()).isEqualTo(code);
    }

    @Test
    void refusesMoreThanThirtyAtOnceAndUnknownKinds() throws Exception {
        var many = IntStream.range(0, 31).mapToObj(_ -> "1234563218").collect(Collectors.joining(","));

        assertThat(json(sandbox.get(SEARCH + "nips/" + many + TODAY)).path("code").asString()).isEqualTo("WL-130");
        assertThat(sandbox.get(SEARCH + "krs/0000123456" + TODAY).statusCode()).isEqualTo(404);
    }

    @Test
    void allowsAHundredSearchesADay() throws Exception {
        for (var i = 0; i < 100; i++) {
            assertThat(search().statusCode()).isEqualTo(200);
        }

        assertThat(search().statusCode()).isEqualTo(429);
        assertThat(json(search()).path("code").asString()).isEqualTo("WL-191");
        assertThat(assigned("nip/1234563218")).isEqualTo("TAK");
        sandbox.pass(Duration.ofHours(13));
        assertThat(search().statusCode()).isEqualTo(200);
    }

    @Test
    void failsInItsOwnWays() throws Exception {
        sandbox.mode("whitelist", "DOWN");
        assertThatThrownBy(this::search).isInstanceOf(IOException.class);

        sandbox.mode("whitelist", "LIMITED");
        assertThat(search().statusCode()).isEqualTo(429);

        sandbox.mode("whitelist", "RUBBISH");
        assertThat(json(search()).path("result").isArray()).isTrue();

        sandbox.mode("whitelist", "OK");
        assertThat(search().statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> search() throws Exception {
        return sandbox.get(SEARCH + "nip/1234563218" + TODAY);
    }

    private String status(String nip) throws Exception {
        return json(sandbox.get(SEARCH + "nip/" + nip + TODAY)).path("result").path("subject").path("statusVat")
                .asString();
    }

    private String assigned(String subject) throws Exception {
        return json(sandbox.get(CHECK + subject + "/bank-account/" + ACCOUNT + TODAY)).path("result")
                .path("accountAssigned").asString();
    }
}
