package pl.kartoteka.consent.evidence;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.consent.offline.OfflineCheck;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class EvidenceIT {
    private static final String EMAIL = "EMAIL_MARKETING";
    private static final String EVIDENCE = "/api/v1/clients/{id}/consent-evidence";
    private static final byte[] PAPER = "%PDF-1.7\nsyntetyczny dokument\n%%EOF".getBytes(StandardCharsets.UTF_8);

    @Autowired
    Api api;
    @Autowired
    Clients clients;
    @Autowired
    OwnerDatabase database;
    private UUID client;

    @BeforeEach
    void hearOfAClient() {
        client = clients.known();
    }

    @Test
    void keepsTheFileAndItsHashInTheLedger() {
        JsonNode file = json(upload(client, "../zgoda.pdf", PAPER).expectStatus().isCreated());
        JsonNode granted = json(grantWith(client, file.path("id").asString()).expectStatus().isOk());

        assertThat(file.path("name").asString()).isEqualTo("zgoda.pdf");
        assertThat(file.path("mediaType").asString()).isEqualTo("application/pdf");
        assertThat(granted.path("evidence").path("attachmentHash")).isEqualTo(file.path("sha256"));
        byte[] content = api.privacy().get().uri(EVIDENCE + "/{file}/content", client, file.path("id").asString())
                .exchange().expectStatus().isOk()
                .expectHeader().valueMatches(HttpHeaders.CONTENT_DISPOSITION, "attachment.*")
                .expectBody().returnResult().getResponseBodyContent();
        assertThat(content).isEqualTo(PAPER);
        api.as("sales", "consents:read").get().uri(EVIDENCE + "/{file}/content", client, file.path("id").asString())
                .exchange().expectStatus().isForbidden();
    }

    @Test
    void takesAForgedHashForAnAlteredDetail() {
        String id = json(upload(client, "zgoda.pdf", PAPER).expectStatus().isCreated()).path("id").asString();
        grantWith(client, id).expectStatus().isOk();

        database.change("""
                update ledger_detail set detail = regexp_replace(detail, '"attachmentHash":"[0-9a-f]{4}', '"attachmentHash":"0000')
                where client_id = ?
                """, client);

        assertThat(new OfflineCheck(api).findings()).containsExactly(client + " 1: DETAIL_ALTERED");
        for (String table : new String[]{"consent_ledger", "ledger_head", "ledger_detail", "consent"}) {
            database.change("delete from " + table + " where client_id = ?", client);
        }
    }

    @Test
    void refusesAFileOfAnotherClientAndOneOfNoKnownType() {
        String id = json(upload(clients.known(), "zgoda.pdf", PAPER).expectStatus().isCreated()).path("id").asString();

        JsonNode problem = json(grantWith(client, id).expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("field")).containsExactly("evidence.attachmentId");
        api.privacy().get().uri(EVIDENCE + "/{file}", client, id).exchange().expectStatus().isNotFound();
        upload(client, "x.pdf", new byte[]{0, 1, 2, 3}).expectStatus().isEqualTo(415);
        assertThat(database.number("select count(*) from evidence_file where client_id = ?", client)).isZero();
    }

    @Test
    void forgetsTheFilesOfAnErasedClient() {
        String id = json(upload(client, "zgoda.pdf", PAPER).expectStatus().isCreated()).path("id").asString();
        grantWith(client, id).expectStatus().isOk();

        clients.erase(client);

        assertThat(database.number("select count(*) from evidence_file where client_id = ?", client)).isZero();
        api.privacy().get().uri(EVIDENCE + "/{file}/content", client, id).exchange().expectStatus().isNotFound();
        assertThat(new OfflineCheck(api).export()).doesNotContain(id);
    }

    private WebTestClient.ResponseSpec grantWith(UUID whom, String attachment) {
        return api.put(whom, EMAIL, "{\"status\":\"GRANTED\",\"evidence\":{\"method\":\"PAPER\",\"attachmentId\":\""
                + attachment + "\"}}");
    }

    private WebTestClient.ResponseSpec upload(UUID whom, String name, byte[] content) {
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(content)).filename(name);
        return api.privacy().post().uri(EVIDENCE, whom).body(BodyInserters.fromMultipartData(form.build())).exchange();
    }
}
