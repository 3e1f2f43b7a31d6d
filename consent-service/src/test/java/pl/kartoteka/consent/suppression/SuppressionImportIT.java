package pl.kartoteka.consent.suppression;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.OwnerDatabase;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class SuppressionImportIT {
    private static final String IMPORTS = "/api/v1/suppression-imports";
    private static final String EMAIL = "EMAIL_MARKETING";

    @Autowired
    Api api;
    @Autowired
    Clients clients;
    @Autowired
    OwnerDatabase database;
    private UUID client;

    @BeforeEach
    void hearOfAClientWhoAgreed() {
        client = clients.known();
        api.grant(client, EMAIL);
    }

    @Test
    void suppressesWhomTheFileNamesAndTellsWhatIsWrong() {
        UUID other = clients.known();

        JsonNode job = imported("""
                email;phone;clientId;reason
                %s;;;COMPLAINT
                ;%s;;
                ;;%s;MANUAL
                nobody;;;
                ;;%s;
                ;;;MANUAL
                a@b.example;+48500100200;;
                c@d.example;;;BECAUSE
                """.formatted(Clients.email(client).toUpperCase(), Clients.phone(other), other, UUID.randomUUID()));

        assertThat(job.path("status").asString()).isEqualTo("DONE");
        assertThat(job.path("total").asInt()).isEqualTo(8);
        JsonNode report = job.path("report");
        assertThat(report.path("added").asInt()).isEqualTo(3);
        assertThat(report.path("refused").asInt()).isEqualTo(5);
        assertThat(report.path("mistakes").findValuesAsString("line")).containsExactly("5", "6", "7", "8", "9");
        assertThat(report.path("mistakes").findValuesAsString("code")).containsExactly(
                "email.invalid", "client.unknown", "suppression.whom", "suppression.whom", "enum.unknown");
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
        assertThat(api.decide(other, "CONTRACT_SERVICE", "EMAIL")).isEqualTo("SUPPRESSED");
        JsonNode suppression = json(api.privacy().get().uri("/api/v1/suppressions?clientId={id}", other).exchange())
                .path("items").path(0);
        assertThat(suppression.path("source").asString()).isEqualTo("IMPORT");
        assertThat(suppression.path("reference").asString())
                .isEqualTo("suppression-import/" + job.path("id").asString());
    }

    @Test
    void reachesWhoeverStandsForADuplicate() {
        UUID duplicate = clients.known();
        clients.merge(duplicate, client, 5);

        imported("clientId\n" + duplicate + "\n");

        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("SUPPRESSED");
        clients.part(duplicate, 6);
        assertThat(api.decide(client, EMAIL, "EMAIL")).isEqualTo("GRANTED");
    }

    @Test
    void addsNothingWhenTheFileComesAgain() {
        String file = "address\n" + Clients.email(client) + "\n";

        JsonNode first = imported(file);
        JsonNode second = imported(file);

        assertThat(first.path("report").path("added").asInt()).isEqualTo(1);
        assertThat(second.path("report").path("added").asInt()).isZero();
        assertThat(second.path("report").path("known").asInt()).isEqualTo(1);
    }

    @Test
    void keepsNoAddressOfTheFile() {
        imported("email\n" + Clients.email(client) + "\n");

        await().until(() -> database.number("select count(*) from suppression_import_row") == 0);
        assertThat(database.number("select count(*) from job where input::text || coalesce(report::text, '') ilike ?",
                "%" + client + "%")).isZero();
    }

    @Test
    void takesOverMoreThanAStep() {
        var file = new StringBuilder("email\n");
        for (int i = 0; i < 2_500; i++) {
            file.append("n").append(i).append('-').append(client).append("@example.test\n");
        }

        JsonNode job = imported(file.toString());

        assertThat(job.path("report").path("added").asInt()).isEqualTo(2_500);
        assertThat(job.path("done").asInt()).isEqualTo(2_500);
    }

    @Test
    void refusesWhatIsNoList() {
        assertThat(codes("kolor;smak\nzielony;kwaśny\n")).containsExactly("suppression.columns");
        assertThat(codes("email\n")).containsExactly("file.empty");
        api.privacy().post().uri(IMPORTS).contentType(MediaType.APPLICATION_JSON).bodyValue("{}").exchange()
                .expectStatus().isEqualTo(415);
    }

    private Iterable<String> codes(String file) {
        return json(send(file, StandardCharsets.UTF_8).expectStatus().isBadRequest())
                .path("errors").findValuesAsString("code");
    }

    private JsonNode imported(String file) {
        JsonNode job = json(send(file, StandardCharsets.UTF_8).expectStatus().isAccepted()
                .expectHeader().valueMatches("Location", IMPORTS + "/.+"));
        String id = job.path("id").asString();
        return await().atMost(Duration.ofSeconds(30)).until(() -> read(id), now -> now.has("endedAt"));
    }

    private JsonNode read(String id) {
        return json(api.privacy().get().uri(IMPORTS + "/{id}", id).exchange().expectStatus().isOk());
    }

    private WebTestClient.ResponseSpec send(String file, Charset charset) {
        var body = new MultipartBodyBuilder();
        body.part("file", file.getBytes(charset)).filename("lista.csv");
        return api.privacy().post().uri(IMPORTS).body(BodyInserters.fromMultipartData(body.build())).exchange();
    }
}
