package pl.kartoteka.gus.lookup;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.RegistersRunning;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;

@ServiceTest(properties = "REGISTERS_ENVIRONMENT=production")
class ProductionWithoutKeysIT implements RegistersRunning {
    private static final RegisterStubs REGISTERS = RegisterStubs.SHARED;

    @Autowired
    private WebTestClient web;

    @BeforeEach
    void resetRegisters() {
        REGISTERS.reset();
    }

    @Test
    void saysWhatIsMissingAndServesTheRest() {
        var nip = Nips.next();
        REGISTERS.gusAnswers(Companies.bakery(nip));
        REGISTERS.whiteListAnswers(Companies.subject(nip, "Czynny"));
        REGISTERS.viesAnswers(nip, true);

        get("/registers").expectStatus().isOk().expectBody()
                .jsonPath("$[?(@.register=='GUS')].condition").isEqualTo("NOT_CONFIGURED")
                .jsonPath("$[?(@.register=='GUS')].reason").isEqualTo("no key of BIR is configured")
                .jsonPath("$[?(@.register=='CEIDG')].reason").isEqualTo("no token of CEIDG is configured")
                .jsonPath("$[?(@.register=='WHITE_LIST')].condition").isEqualTo("AVAILABLE");
        get("/gus?nip=" + nip).expectStatus().isEqualTo(503).expectBody()
                .jsonPath("$.reason").isEqualTo("NOT_CONFIGURED");
        get("/vat-whitelist?nip=" + nip).expectStatus().isOk().expectBody()
                .jsonPath("$.environment").isEqualTo("PRODUCTION");
        get("/companies/" + nip).expectStatus().isOk().expectBody()
                .jsonPath("$.outcome").isEqualTo("FOUND")
                .jsonPath("$.unavailable.length()").isEqualTo(2);
        REGISTERS.gus.verify(0, postRequestedFor(anyUrl()));
    }

    private WebTestClient.ResponseSpec get(String path) {
        return web.get().uri("/api/v1/lookups" + path)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", "lookups:read")))
                .exchange();
    }
}
