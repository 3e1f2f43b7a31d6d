package pl.kartoteka.consent.receipt;

import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class RecordedConsentsIT {
    private static final String EMAIL = "EMAIL_MARKETING";

    private final Api api;
    private final Clients clients;
    private final UUID client;

    @Autowired
    RecordedConsentsIT(WebTestClient web, ApplicationContext context) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.client = clients.known();
    }

    @Test
    void tellsTheWholeLifeOfAConsentInTheWordsOfTheVocabulary() {
        api.answer(client, EMAIL, "PENDING");
        api.grant(client, EMAIL);
        api.answer(client, EMAIL, "WITHDRAWN");

        JsonNode record = jsonLd("record");

        assertThat(record.path("@context").path("dpv").asString()).isEqualTo("https://w3id.org/dpv#");
        assertThat(record.path("@type").asString()).isEqualTo("dpv:ConsentRecord");
        assertThat(record.path("dct:conformsTo").toString()).contains("ISO/IEC TS 27560:2023", "record-eu-gdpr");
        assertThat(record.path("dpv:hasDataSubject").path("@id").asString()).isEqualTo("urn:uuid:" + client);
        assertThat(types(record.path("dct:hasPart")))
                .containsExactly("dpv:ConsentRequested", "dpv:ConsentGiven", "dpv:ConsentWithdrawn");
        assertThat(record.path("dpv:hasConsentStatus").path("@type").asString()).isEqualTo("dpv:ConsentWithdrawn");
        assertThat(record.path("dpv:hasNotice").path("dct:language").asString()).isNotEmpty();
        assertThat(record.path("dpv:hasNotice").path("dct:description").asString()).isNotEmpty();
        assertThat(record.path("dpv:hasProcess").path("dpv:hasLegalBasis").path("@id").asString())
                .isEqualTo("eu-gdpr:A6-1-a");
        assertThat(record.path("dpv:hasProcess").path("dpv:hasDataController").path("dpv:hasName").asString())
                .isEqualTo("Piekarnia Testowa");
        assertThat(record.path("dct:hasPart").path(1).path("dpv:hasIndicationMethod").asString()).isEqualTo("PAPER");
        assertThat(record.path("dct:hasPart").path(1).path("spdx:checksum").path("spdx:checksumValue").asString())
                .hasSize(64);
        assertThat(record.toString()).doesNotContain("sklepie");
    }

    @Test
    void givesAReceiptThatRefersToItsRecord() {
        api.grant(client, EMAIL);

        JsonNode receipt = jsonLd("receipt");

        assertThat(receipt.path("@type").asString()).isEqualTo("dpv:ConsentReceipt");
        assertThat(receipt.path("dct:isPartOf").path("@id")).isEqualTo(jsonLd("record").path("@id"));
        assertThat(types(receipt.path("dct:hasPart"))).containsExactly("dpv:ConsentGiven");
    }

    @Test
    void hasNothingToTellOfWhoWasNeverAskedOrWasErased() {
        assertThat(json(get("receipt").expectStatus().isNotFound()).path("type").asString())
                .isEqualTo("urn:kartoteka:problem:consent-not-recorded");
        api.grant(client, EMAIL);
        clients.erase(client);
        get("record").expectStatus().isNotFound();
    }

    private JsonNode jsonLd(String what) {
        return json(get(what).expectStatus().isOk().expectHeader().contentType("application/ld+json"));
    }

    private WebTestClient.ResponseSpec get(String what) {
        return api.privacy().get().uri(Api.CONSENTS + "/" + what, client, EMAIL)
                .header(HttpHeaders.ACCEPT, "application/ld+json, " + MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .exchange();
    }

    private static List<String> types(JsonNode events) {
        return events.valueStream().map(event -> event.path("@type").asString()).toList();
    }
}
