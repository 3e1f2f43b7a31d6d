package pl.kartoteka.client.draft;

import java.util.List;
import java.util.function.Consumer;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.node.ObjectNode;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientDraftIT {
    private static final String DRAFTS = "/api/v1/client-drafts";
    private static final String NIP = "7740001454";
    private static final WireMockServer LOOKUPS = new WireMockServer(options().dynamicPort());

    @Autowired
    private WebTestClient web;

    private Api api;

    @DynamicPropertySource
    static void lookups(DynamicPropertyRegistry properties) {
        LOOKUPS.start();
        properties.add("kartoteka.business-register.url", LOOKUPS::baseUrl);
        properties.add("kartoteka.business-register.patience", () -> "1s");
    }

    @AfterAll
    static void stop() {
        LOOKUPS.stop();
    }

    @BeforeEach
    void signIn() {
        api = Api.of(web);
        LOOKUPS.resetAll();
    }

    @Test
    @Order(1)
    void prefillsCardAndSaysWhereEachFieldComesFrom() {
        String nip = Cards.freshNip();
        answer(nip, okJson(found(nip)));

        var draft = api.post(DRAFTS, "{\"nip\":\"" + nip + "\"}", once(nip));

        assertThat(draft.status()).as("%s", draft.body()).isEqualTo(200);
        var card = draft.body();
        assertThat(card.path("name").asString()).isEqualTo("Huta Przykładowa S.A.");
        assertThat(card.path("nip").asString()).isEqualTo(nip);
        assertThat(card.path("regon").asString()).isEqualTo("610188201");
        assertThat(card.path("krs").asString()).isEqualTo("0000028860");
        assertThat(card.path("euVatNumber").asString()).isEqualTo("PL" + nip);
        assertThat(card.path("pkdCodes").toString()).isEqualTo("[\"1920Z\"]");
        assertThat(card.at("/addresses/0/city").asString()).isEqualTo("Płock");
        assertThat(card.at("/provenance/name/source").asString()).isEqualTo("GUS");
        assertThat(card.at("/provenance/name/stale").asBoolean()).isTrue();
        assertThat(card.at("/provenance/addresses[0]/source").asString()).isEqualTo("WHITE_LIST");
        assertThat(card.path("businessStatus").asString()).isEqualTo("SUSPENDED");
        assertThat(card.at("/provenance/businessStatus/source").asString()).isEqualTo("CEIDG");
        assertThat(card.path("vatStatus").asString()).isEqualTo("NOT_REGISTERED");
        assertThat(card.at("/provenance/vatStatus/source").asString()).isEqualTo("WHITE_LIST");
        assertThat(card.at("/provenance/vatStatus/at").asString()).isEqualTo("2026-11-22T11:00:00Z");
        assertThat(card.has("existing")).isFalse();
        LOOKUPS.verify(getRequestedFor(urlEqualTo("/api/v1/lookups/companies/" + nip)).withHeader("Authorization",
                matching("Bearer .+")));

        var registered = api.post("/api/v1/clients", ((ObjectNode) card).without(List.of("provenance", "warnings")));
        assertThat(registered.status()).as("%s", registered.body()).isEqualTo(201);
        var again = api.post(DRAFTS, "{\"nip\":\"" + nip + "\"}", once(nip));
        assertThat(again.body().at("/existing/id").asString())
                .as("a draft is made anew, whatever key comes with it").isEqualTo(registered.id());
    }

    @Test
    @Order(2)
    void saysThatNoRegisterKnowsTheCompany() {
        answer(NIP, okJson("{\"nip\":\"" + NIP + "\",\"outcome\":\"NOT_FOUND\",\"registers\":[],\"unavailable\":[]}"));

        var draft = api.post(DRAFTS, "{\"nip\":\"" + NIP + "\"}");

        assertThat(draft.status()).isEqualTo(404);
        assertThat(draft.body().path("type").asString()).endsWith(":company-not-found");
    }

    @Test
    @Order(3)
    void refusesBadNumberBeforeAnyCall() {
        assertThat(api.post(DRAFTS, "{\"nip\":\"7740001455\"}").body().at("/errors/0/code").asString())
                .isEqualTo("nip.invalid");
        assertThat(api.post(DRAFTS, "{}").status()).isEqualTo(400);
        assertThat(LOOKUPS.getAllServeEvents()).isEmpty();
    }

    @Test
    @Order(4)
    void takesSilenceOfSomeRegistersForNoAnswerWhenTheOthersKnowNothing() {
        answer(NIP, okJson("{\"nip\":\"" + NIP + "\",\"outcome\":\"UNKNOWN\",\"unavailable\":[\"GUS\"]}"));

        assertThat(api.post(DRAFTS, "{\"nip\":\"" + NIP + "\"}").status()).isEqualTo(503);
    }

    @Test
    @Order(5)
    void passesOnWhenToTryAgain() {
        answer(NIP, aResponse().withStatus(503).withHeader("Retry-After", "42"));

        var draft = api.post(DRAFTS, "{\"nip\":\"" + NIP + "\"}");

        assertThat(draft.status()).isEqualTo(503);
        assertThat(draft.body().path("type").asString()).isEqualTo("urn:kartoteka:problem:register-unavailable");
        assertThat(draft.headers().getFirst("Retry-After")).isEqualTo("42");
    }

    @Test
    @Order(6)
    void leavesAloneServiceThatFailsAgainAndAgain() {
        for (var failing : new com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder[]{
            aResponse().withStatus(500), aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), okJson("rubbish"),
            aResponse().withFixedDelay(1_500), aResponse().withStatus(500), aResponse().withStatus(500)}) {
            answer(NIP, failing);
            for (int i = 0; i < 2; i++) {
                var draft = api.post(DRAFTS, "{\"nip\":\"" + NIP + "\"}");
                assertThat(draft.status()).isEqualTo(503);
                assertThat(draft.headers().getFirst("Retry-After")).isNotNull();
            }
        }
        LOOKUPS.resetRequests();

        var draft = api.post(DRAFTS, "{\"nip\":\"" + NIP + "\"}");

        assertThat(draft.status()).isEqualTo(503);
        assertThat(LOOKUPS.getAllServeEvents()).isEmpty();
    }

    private static Consumer<HttpHeaders> once(String key) {
        return headers -> headers.set("Idempotency-Key", key);
    }

    private static void answer(String nip, com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder response) {
        LOOKUPS.stubFor(get(urlEqualTo("/api/v1/lookups/companies/" + nip)).willReturn(response));
    }

    private static String found(String nip) {
        return """
                {"nip":"%s","outcome":"FOUND","environment":"SANDBOX","checkedAt":"2026-11-22T10:00:00Z","freshness":"STALE",
                 "company":{"nip":"%s","name":"Huta Przykładowa S.A.","kind":"LEGAL_PERSON","regon":"610188201","krs":"0000028860",
                   "legalForm":{"code":"116","name":"SPÓŁKA AKCYJNA"},"status":"SUSPENDED",
                   "address":{"street":"Wilcza","building":"7","postalCode":"09-411","city":"Płock","country":"PL","line":"Wilcza 7, 09-411 Płock"},
                   "pkd":[{"code":"19.20.Z","main":true}],"phone":"12","euVatActive":true,"accountNumbers":[]},
                 "provenance":{"name":{"source":"GUS","at":"2026-11-22T10:00:00Z","stale":true},
                   "status":{"source":"CEIDG","at":"2026-11-22T10:00:00Z","stale":false},
                   "address":{"source":"WHITE_LIST","at":"2026-11-22T10:00:00Z","stale":false}},
                 "registers":[{"register":"GUS","outcome":"FOUND","freshness":"STALE","checkedAt":"2026-11-22T10:00:00Z"},
                   {"register":"WHITE_LIST","outcome":"NOT_FOUND","freshness":"FRESH","checkedAt":"2026-11-22T11:00:00Z"}],
                 "unavailable":[]}
                """.formatted(nip, nip);
    }
}
