package pl.kartoteka.consent.privacy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.events.PrivacyEvent;
import pl.kartoteka.events.PrivacyEvent.ExportPart;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.privacy.PrivacyOffice.OTHERS;
import static pl.kartoteka.consent.privacy.PrivacyOffice.PATH;

/** A person is told what is held about her. */
@ServiceTest
@TestPropertySource(properties = {"kartoteka.privacy.chase-after=2s", "kartoteka.privacy.upkeep-every=200ms"})
class AccessRequestsIT {
    private static final String EMAIL = "EMAIL_MARKETING";

    private final Api api;
    private final PrivacyOffice office;
    private final Clients clients;
    private final OwnerDatabase database;
    private final KafkaProbe kafka = KafkaProbe.shared();

    @Autowired
    AccessRequestsIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.office = new PrivacyOffice(api);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
    }

    @Test
    void archiveHoldsWhatEveryServiceToldAndTheTopicTellsNobody() throws Exception {
        UUID client = clients.known();
        api.grant(client, EMAIL);
        String id = office.received(client, "ACCESS", null);
        office.act(id, 1, "start", null).expectStatus().isOk();
        office.act(id, 2, "completion", null).expectStatus().isEqualTo(409)
                .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:privacy-answers-missing");
        office.web().get().uri(PATH + "/{id}/archive", id).exchange().expectStatus().isEqualTo(409);

        OTHERS.forEach(service -> office.send(new ExportPart(client, UUID.fromString(id), 1, service, 0, true, null)));
        office.await(id, shown -> shown.path("answers").hasNonNull("answeredAt"));

        Map<String, String> files = unzip(office.web().get().uri(PATH + "/{id}/archive", id).exchange()
                .expectStatus().isOk()
                .expectHeader().contentType("application/zip")
                .expectBody().returnResult().getResponseBodyContent());
        assertThat(files).containsKeys("contents.json", "consent-service/consents.json");
        assertThat(files.get("consent-service/consents.json")).contains(EMAIL, "GRANTED");
        assertThat(files.get("consent-service/consent-history.json")).contains("podpis w sklepie");
        assertThat(PdfText.of(files.get("dane.pdf").getBytes(StandardCharsets.ISO_8859_1)))
                .contains("Twoje dane", "Historia zgód", "podpis w sklepie", "Cel przetwarzania");
        assertThat(office.trail(id)).contains("ARCHIVE_READY", "ARCHIVE_DOWNLOADED");
        assertThat(kafka.records(PrivacyEvent.TOPIC).stream()
                .filter(record -> client.toString().equals(record.key()) && record.value() != null)
                .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .isNotEmpty()
                .noneMatch(text -> text.contains("GRANTED") || text.contains("podpis"));
        office.act(id, 2, "completion", "{\"note\":\"wysłano listem\"}").expectStatus().isOk();

        database.change("update privacy_asking set expires_at = now() - interval '1 second' where case_id = ?",
                UUID.fromString(id));

        office.await(id, _ -> office.trail(id).contains("ARCHIVE_ERASED"));
        office.web().get().uri(PATH + "/{id}/archive", id).exchange().expectStatus().isEqualTo(410);
        assertThat(database.number("select count(*) from export_part where case_id = ?", UUID.fromString(id))).isZero();
    }

    private static Map<String, String> unzip(byte[] archive) throws IOException {
        Map<String, String> files = new HashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), entry.getName().endsWith(".pdf")
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
