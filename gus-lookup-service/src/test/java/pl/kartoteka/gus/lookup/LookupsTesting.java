package pl.kartoteka.gus.lookup;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.RegistersRunning;
import pl.kartoteka.gus.answer.AnswerArchive;
import pl.kartoteka.gus.register.BusinessRegister;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;

/** The service at stubs of the registers, as its callers see it. */
class LookupsTesting implements RegistersRunning {
    static final RegisterStubs REGISTERS = RegisterStubs.SHARED;
    static final String TOPIC = "kartoteka.companies.v1";

    @Autowired
    WebTestClient web;
    @Autowired
    DatabaseClient database;
    @Autowired
    List<BusinessRegister> registers;
    @Autowired
    AnswerArchive archive;
    @Autowired
    LookupProperties properties;

    final KafkaProbe kafka = KafkaProbe.shared();

    @BeforeEach
    void resetRegisters() {
        REGISTERS.reset();
    }

    JsonNode ok(String path) {
        return get(path, null).expectStatus().isOk().expectBody(JsonNode.class).returnResult().getResponseBody();
    }

    WebTestClient.ResponseSpec get(String path, String cacheControl) {
        return web.get().uri("/api/v1/lookups" + path).headers(headers -> {
            headers.setBearerAuth(token());
            if (cacheControl != null) {
                headers.setCacheControl(cacheControl);
            }
        }).exchange();
    }

    static String token() {
        return TestIssuer.token("sales", "lookups:read");
    }
}
