package pl.kartoteka.consent.imports;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpHeaders;
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
class ConsentImportIT {
    private static final String IMPORTS = "/api/v1/consent-imports";
    private static final String HEAD = "clientId;email;cel;status;data pytania;data odpowiedzi;sposób;uwagi\n";

    private final Api api;
    private final Clients clients;
    private final OwnerDatabase database;

    @Autowired
    ConsentImportIT(WebTestClient web, ApplicationContext context, Environment settings) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.database = new OwnerDatabase(settings);
    }

    @Test
    void recordsRowsWithTheirEvidenceOnceHoweverOftenTheFileIsRead() {
        UUID one = clients.known();
        UUID other = clients.known();
        String file = HEAD
                + one + ";;EMAIL_MARKETING;GRANTED;;2026-03-01;PAPER;\"podpis; w sklepie\"\n"
                + ";" + Clients.email(other) + ";SMS_MARKETING;Odmówiono;;2026-03-02 10:30;;\n";

        JsonNode first = run(file, false, StandardCharsets.UTF_8);
        JsonNode again = run(file, false, Charset.forName("windows-1250"));

        assertThat(first.path("report").path("recorded").asLong()).isEqualTo(2);
        assertThat(again.path("report").path("recorded").asLong()).isZero();
        assertThat(again.path("report").path("unchanged").asLong()).isEqualTo(2);
        assertThat(api.decide(one, "EMAIL_MARKETING", "EMAIL")).isEqualTo("GRANTED");
        assertThat(api.decide(other, "SMS_MARKETING", "SMS")).isEqualTo("REFUSED");
        JsonNode consent = json(api.privacy().get().uri(Api.CONSENTS, one, "EMAIL_MARKETING").exchange());
        assertThat(consent.path("answeredAt").asString()).isEqualTo("2026-02-28T23:00:00Z");
        assertThat(consent.path("evidence").path("method").asString()).isEqualTo("PAPER");
        assertThat(consent.path("evidence").path("note").asString()).isEqualTo("podpis; w sklepie");
        assertThat(entries(one)).isEqualTo(1);
    }

    @Test
    void namesEveryBadCellByLineAndColumnAndTakesTheRest() {
        UUID good = clients.known();
        UUID withdrawn = clients.known();
        String file = HEAD
                + good + ";;EMAIL_MARKETING;GRANTED;;2026-03-01;;\n"
                + "nobody;;EMAIL_MARKETING;GRANTED;;2026-03-01;;\n"
                + good + ";;;MAYBE;2999-01-01;yesterday;PIGEON;\n"
                + good + ";;SMS_MARKETING;GRANTED;;;;\n"
                + withdrawn + ";;EMAIL_MARKETING;WITHDRAWN;;2026-03-01;;\n"
                + ";nikt@example.test;EMAIL_MARKETING;GRANTED;;2026-03-01;;\n"
                + good + ";;PHONE_MARKETING;GRANTED;;0000-01-01;;\n"
                + "nobody;;SMS_MARKETING;MAYBE;;2999-01-01;;\n"
                + ";nikt@example.test;;GRANTED;;2026-03-01;;\n"
                + UUID.randomUUID() + ";;SMS_MARKETING;GRANTED;;;PIGEON;\n"
                + UUID.randomUUID() + ";;SMS_MARKETING;GRANTED;;2026-03-01;;\n";

        JsonNode job = run(file, false, StandardCharsets.UTF_8);

        assertThat(job.path("status").asString()).isEqualTo("DONE");
        assertThat(job.path("report").path("recorded").asLong()).isEqualTo(1);
        assertThat(job.path("report").path("refused").asLong()).isEqualTo(10);
        JsonNode errors = json(api.privacy().get().uri(IMPORTS + "/{id}/errors?limit=500", job.path("id").asString())
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en").exchange().expectStatus().isOk()).path("items");
        assertThat(errors.valueStream().map(error -> error.path("line").asLong() + " "
                + error.path("column").asString("-") + " " + error.path("code").asString()).toList())
                .containsExactlyInAnyOrder(
                        "3 clientId value.invalid",
                        "4 purpose required", "4 status value.invalid", "4 askedAt date.future",
                        "4 answeredAt value.invalid", "4 method value.invalid",
                        "5 answeredAt required",
                        "6 - consent-transition",
                        "7 email import.email-unknown",
                        "8 answeredAt date.too-early",
                        "9 clientId value.invalid", "9 status value.invalid", "9 answeredAt date.future",
                        "10 email import.email-unknown", "10 purpose required",
                        "11 clientId import.client-unknown", "11 answeredAt required", "11 method value.invalid",
                        "12 clientId import.client-unknown");
        assertThat(errors.findValuesAsString("message")).noneMatch(String::isBlank);
        assertThat(entries(withdrawn)).isZero();
    }

    @Test
    void findsTheSameInADryRunAndRecordsNothing() {
        UUID client = clients.known();
        String file = HEAD
                + client + ";;EMAIL_MARKETING;PENDING;2026-02-01;;;\n"
                + client + ";;EMAIL_MARKETING;GRANTED;;2026-03-01;;\n"
                + client + ";;EMAIL_MARKETING;WITHDRAWN;;2026-04-01;;\n"
                + client + ";;EMAIL_MARKETING;REFUSED;;2026-05-01;;\n";

        JsonNode dry = run(file, true, StandardCharsets.UTF_8);
        assertThat(entries(client)).isZero();
        assertThat(api.decide(client, "EMAIL_MARKETING", "EMAIL")).isEqualTo("NO_CONSENT");
        JsonNode real = run(file, false, StandardCharsets.UTF_8);

        assertThat(dry.path("report").path("recorded").asLong()).isEqualTo(3);
        assertThat(dry.path("report").path("refused").asLong()).isEqualTo(1);
        assertThat(dry.path("report").path("written").asBoolean()).isFalse();
        assertThat(real.path("report").path("recorded").asLong()).isEqualTo(3);
        assertThat(entries(client)).isEqualTo(3);
    }

    @Test
    void takesAFileOfManyStepsAndLeavesTheLedgerIntact() {
        List<UUID> many = Stream.generate(clients::known).limit(450).toList();
        String file = HEAD + many.stream().map(id -> id + ";;PHONE_MARKETING;GRANTED;;2026-03-01;PHONE;\n")
                .collect(Collectors.joining());

        JsonNode job = run(file, false, StandardCharsets.UTF_8);

        assertThat(job.path("done").asLong()).isEqualTo(450);
        assertThat(job.path("report").path("recorded").asLong()).isEqualTo(450);
        assertThat(json(api.privacy().get().uri("/api/v1/consent-ledger/verification").exchange())
                .path("findings").toString()).isEqualTo("[]");
    }

    @Test
    void refusesAFileWhoseColumnsAreNotKnown() {
        JsonNode problem = json(upload("kto;status;status\nx;y;z\n".getBytes(StandardCharsets.UTF_8), "false")
                .expectStatus().isBadRequest());

        assertThat(problem.path("errors").findValuesAsString("code")).contains(
                "import.column-unknown", "import.column-repeated", "import.column-missing");
        upload(HEAD.getBytes(StandardCharsets.UTF_8), "perhaps").expectStatus().isBadRequest();
    }

    private JsonNode run(String file, boolean dryRun, Charset charset) {
        JsonNode job = json(upload(file.getBytes(charset), Boolean.toString(dryRun)).expectStatus().isAccepted()
                .expectHeader().valueMatches(HttpHeaders.LOCATION, IMPORTS + "/.+"));
        JsonNode ended = await().atMost(Duration.ofSeconds(30)).until(
                () -> json(api.privacy().get().uri(IMPORTS + "/{id}", job.path("id").asString()).exchange()
                        .expectStatus().isOk()),
                now -> now.has("endedAt"));
        assertThat(ended.path("status").asString()).isEqualTo("DONE");
        return ended;
    }

    private WebTestClient.ResponseSpec upload(byte[] file, String dryRun) {
        var form = new MultipartBodyBuilder();
        form.part("file", new ByteArrayResource(file)).filename("zgody.csv");
        form.part("dryRun", dryRun);
        return api.privacy().post().uri(IMPORTS).body(BodyInserters.fromMultipartData(form.build())).exchange();
    }

    private long entries(UUID client) {
        return database.number("select count(*) from consent_ledger where client_id = ?", client);
    }
}
