package pl.kartoteka.gus.company;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.RegistersRunning;
import pl.kartoteka.gus.lookup.Nips;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class CompaniesIT implements RegistersRunning {
    private static final RegisterStubs REGISTERS = RegisterStubs.SHARED;

    @Autowired
    private WebTestClient web;

    private final String nip = Nips.next();

    @BeforeEach
    void bakeryIsRegistered() {
        REGISTERS.reset();
        REGISTERS.gusAnswers(Companies.bakery(nip));
        REGISTERS.ceidgFindsNothing();
        REGISTERS.whiteListAnswers(Companies.subject(nip, "Czynny"));
        REGISTERS.viesAnswers(nip, true);
    }

    @Test
    void putsTheRegistersTogetherFieldByField() {
        var answer = ok();

        var company = answer.path("company");
        assertThat(company.path("name").asString()).isEqualTo("Piekarnia Złoty Kłos sp. z o.o.");
        assertThat(company.path("registeredName").asString())
                .isEqualTo("PIEKARNIA ZŁOTY KŁOS SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ");
        assertThat(company.path("krs").asString()).isEqualTo("0000123456");
        assertThat(company.path("address").path("street").asString()).isEqualTo("Kolejowa");
        assertThat(company.path("address").path("line").asString()).isEqualTo("Kolejowa 5/2, 90-001 Łódź");
        assertThat(company.path("pkd").get(0).path("code").asString()).isEqualTo("10.71.Z");
        assertThat(company.path("vatStatus").asString()).isEqualTo("ACTIVE");
        assertThat(company.path("euVatActive").asBoolean()).isTrue();
        assertThat(answer.path("provenance").path("name").path("source").asString()).isEqualTo("GUS");
        assertThat(answer.path("provenance").path("name").path("stale").asBoolean()).isFalse();
        assertThat(answer.path("provenance").path("vatStatus").path("source").asString()).isEqualTo("WHITE_LIST");
        assertThat(answer.path("provenance").path("euVatActive").path("source").asString()).isEqualTo("VIES");
        assertThat(answer.path("outcome").asString()).isEqualTo("FOUND");
        assertThat(answer.path("environment").asString()).isEqualTo("SANDBOX");
        assertThat(answer.path("unavailable")).isEmpty();
        assertThat(answer.path("registers")).hasSize(4);
        assertThat(answer.path("registers").get(1).path("outcome").asString()).isEqualTo("NOT_FOUND");
        assertThat(answer.path("registers").get(3).path("proof").asString()).isEqualTo("WAPIAAAATEST0001");
    }

    @Test
    void showsWhereRegistersContradictEachOther() {
        assertThat(ok().path("disagreements")).isEmpty();
        REGISTERS.whiteListAnswers(Companies.subject(nip, "Czynny").replace("KOLEJOWA 5/2", "NOWA 7")
                .replace("0000123456", "0000999999"));

        var answer = find().header("Cache-Control", "no-cache").exchange().expectStatus().isOk()
                .expectBody(JsonNode.class).returnResult().getResponseBody();

        var disagreements = answer.path("disagreements");
        assertThat(disagreements.valueStream().map(one -> one.path("field").asString()))
                .containsExactly("krs", "address");
        assertThat(disagreements.get(0).path("values").get(0).path("source").asString()).isEqualTo("GUS");
        assertThat(disagreements.get(0).path("values").get(1).path("value").asString()).isEqualTo("0000999999");
        assertThat(answer.path("company").path("krs").asString()).isEqualTo("0000123456");
        assertThat(answer.path("company").path("address").path("registered").asString())
                .isEqualTo("ul. Kolejowa 5/2, 90-001 Łódź");
    }

    @Test
    void namesTheRegisterThatDidNotAnswerAndTakesTheFieldFromTheNext() {
        RegisterStubs.fails(REGISTERS.gus, RegisterStubs.maintenancePage());

        var answer = ok();

        assertThat(answer.path("unavailable").get(0).asString()).isEqualTo("GUS");
        assertThat(answer.path("registers").get(0).path("reason").asString()).isEqualTo("UNREACHABLE");
        assertThat(answer.path("company").path("name").asString()).isEqualTo("Piekarnia Złoty Kłos sp. z o.o.");
        assertThat(answer.path("company").path("address").path("postalCode").asString()).isEqualTo("90-001");
        assertThat(answer.path("company").path("address").path("building").asString()).isEqualTo("5");
        assertThat(answer.path("provenance").path("name").path("source").asString()).isEqualTo("WHITE_LIST");
    }

    @Test
    void doesNotWaitForASlowRegister() {
        RegisterStubs.fails(REGISTERS.whiteList, aResponse().withFixedDelay(6_000));

        var started = System.nanoTime();
        var answer = ok();

        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        assertThat(answer.path("unavailable").get(0).asString()).isEqualTo("WHITE_LIST");
        assertThat(answer.path("outcome").asString()).isEqualTo("FOUND");
    }

    @Test
    void marksFieldsOfALastGoodAnswerAsStale() {
        ok();
        RegisterStubs.fails(REGISTERS.gus, aResponse().withStatus(503));

        var answer = find().header("Cache-Control", "no-cache").exchange().expectStatus().isOk()
                .expectBody(JsonNode.class).returnResult().getResponseBody();

        assertThat(answer.path("freshness").asString()).isEqualTo("STALE");
        assertThat(answer.path("provenance").path("name").path("source").asString()).isEqualTo("GUS");
        assertThat(answer.path("provenance").path("name").path("stale").asBoolean()).isTrue();
        assertThat(answer.path("provenance").path("vatStatus").path("stale").asBoolean()).isFalse();
        assertThat(answer.path("unavailable")).isEmpty();
    }

    @Test
    void isUnknownNotAbsentWhenOneRegisterIsSilentAndNoneFindsIt() {
        nothingIsFound();
        RegisterStubs.fails(REGISTERS.ceidg, aResponse().withStatus(500));

        var answer = ok();

        assertThat(answer.path("outcome").asString()).isEqualTo("UNKNOWN");
        assertThat(answer.has("company")).isFalse();
    }

    @Test
    void isAbsentWhenAllRegistersSaySo() {
        nothingIsFound();

        assertThat(ok().path("outcome").asString()).isEqualTo("NOT_FOUND");
    }

    @Test
    void saysWhenToComeBackWhenNoRegisterAnswers() {
        for (var server : List.of(REGISTERS.gus, REGISTERS.ceidg, REGISTERS.whiteList, REGISTERS.vies)) {
            RegisterStubs.fails(server, aResponse().withStatus(503));
        }

        find().exchange().expectStatus().isEqualTo(503).expectHeader().exists("Retry-After");
    }

    private void nothingIsFound() {
        REGISTERS.gusFindsNothing();
        REGISTERS.whiteListFindsNothing();
        REGISTERS.viesAnswers(nip, false);
    }

    private JsonNode ok() {
        return find().exchange().expectStatus().isOk().expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    private WebTestClient.RequestHeadersSpec<?> find() {
        return web.get().uri("/api/v1/lookups/companies/" + nip)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", "lookups:read")));
    }
}
