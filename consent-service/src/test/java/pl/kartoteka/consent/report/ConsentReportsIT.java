package pl.kartoteka.consent.report;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.consent.Api;
import pl.kartoteka.consent.client.Clients;
import pl.kartoteka.consent.consent.Answers;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static pl.kartoteka.consent.Api.json;

@ServiceTest
class ConsentReportsIT {
    private static final String REPORTS = "/api/v1/consent-reports";
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private final Api api;
    private final Clients clients;
    private final Answers answers;

    @Autowired
    ConsentReportsIT(WebTestClient web, ApplicationContext context) {
        this.api = new Api(web);
        this.clients = new Clients(context);
        this.answers = new Answers(context);
    }

    @Test
    void namesConsentsThatEndWithinSoManyDaysTheNextFirst() {
        UUID soon = endingIn(Duration.ofDays(5));
        UUID sooner = endingIn(Duration.ofDays(3));
        UUID later = endingIn(Duration.ofDays(40));

        String all = items(REPORTS + "/expiring?days=30&purpose=EMAIL_MARKETING&limit=500").toString();

        assertThat(all).contains(sooner.toString(), soon.toString()).doesNotContain(later.toString());
        assertThat(all.indexOf(sooner.toString())).isLessThan(all.indexOf(soon.toString()));
        JsonNode first = json(api.privacy().get().uri(REPORTS + "/expiring?limit=1").exchange().expectStatus().isOk());
        JsonNode second = json(api.privacy().get()
                .uri(REPORTS + "/expiring?limit=1&cursor={cursor}", first.path("nextCursor").asString()).exchange()
                .expectStatus().isOk());
        assertThat(second.path("items")).isNotEqualTo(first.path("items"));
        assertThat(text(REPORTS + "/expiring?format=csv", "pl")).startsWith("Klient,Cel,Data zgody,Ważna do")
                .contains(soon.toString());
        api.privacy().get().uri(REPORTS + "/expiring?days=0").exchange().expectStatus().isBadRequest();
    }

    @Test
    void countsAnswersPerPeriodAndPurpose() {
        LocalDate today = LocalDate.now(WARSAW);
        String path = REPORTS + "/answers?from=" + today + "&to=" + today + "&step=DAY&purpose=PHONE_MARKETING";
        long before = number(path, "granted");
        long refusedBefore = number(path, "refused");
        UUID client = clients.known();
        api.grant(client, "PHONE_MARKETING");
        api.answer(client, "PHONE_MARKETING", "WITHDRAWN");
        api.answer(clients.known(), "PHONE_MARKETING", "REFUSED");

        assertThat(number(path, "granted")).isEqualTo(before + 1);
        assertThat(number(path, "refused")).isEqualTo(refusedBefore + 1);
        assertThat(items(path).path(0).path("period").asString()).isEqualTo(today.toString());
        assertThat(text(path + "&format=csv", "en")).startsWith("Period,Purpose,Asked,Granted,Refused");
        api.privacy().get().uri(REPORTS + "/answers?from=2026-02-01&to=2026-01-01").exchange().expectStatus()
                .isBadRequest();
    }

    @Test
    void countsRefusedDecisionsByReason() {
        LocalDate today = LocalDate.now(WARSAW);
        String path = REPORTS + "/refusals?from=" + today + "&to=" + today;
        UUID client = clients.known();
        long before = count(path);
        api.decide(client, "PROFILING", "SMS");
        api.decide(client, "PROFILING", "SMS");

        assertThat(count(path)).isEqualTo(before + 2);
        assertThat(text(path + "&format=csv", "pl")).contains("PROFILING,SMS,CHANNEL_NOT_OPENED");
    }

    @Test
    void keepsTheRegisterOfProcessingActivities() {
        JsonNode register = json(
                api.privacy().get().uri(REPORTS + "/processing-register").exchange().expectStatus().isOk());
        assertThat(register.path("controller").path("name").asString()).isEqualTo("Piekarnia Testowa");
        assertThat(register.path("activities").findValuesAsString("purpose")).contains("EMAIL_MARKETING",
                "DEBT_COLLECTION");
        assertThat(register.path("activities").findValuesAsString("retention")).isNotEmpty();

        assertThat(bytes(REPORTS + "/processing-register?format=pdf"))
                .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        assertThat(bytes(REPORTS + "/processing-register?format=xlsx")).startsWith('P', 'K');
        assertThat(text(REPORTS + "/processing-register?format=csv", "pl"))
                .startsWith("Cel,Nazwa,Podstawa prawna").contains("klienci i osoby ich reprezentujące");
    }

    @Test
    void describesAnActivityByVersions() {
        String path = "/api/v1/purposes/PROFILING/processing-activity";
        JsonNode known = json(api.privacy().get().uri(path).exchange().expectStatus().isOk());
        String body = """
                {"persons":"klienci","data":"historia zakupów","recipients":"brak","transfers":"brak",
                 "retention":"do wycofania zgody","safeguards":"kontrola dostępu"}
                """;
        var iod = api.as("iod", "privacy:manage", "consents:read");

        iod.put().uri(path).header(HttpHeaders.CONTENT_TYPE, "application/json").bodyValue(body).exchange()
                .expectStatus().isEqualTo(428);
        JsonNode next = json(iod.put().uri(path).header(HttpHeaders.CONTENT_TYPE, "application/json")
                .header(HttpHeaders.IF_MATCH, "\"" + known.path("version").asLong() + "\"").bodyValue(body).exchange()
                .expectStatus().isOk());
        iod.put().uri(path).header(HttpHeaders.CONTENT_TYPE, "application/json")
                .header(HttpHeaders.IF_MATCH, "\"" + known.path("version").asLong() + "\"").bodyValue(body).exchange()
                .expectStatus().isEqualTo(412);
        JsonNode problem = json(iod.put().uri(path).header(HttpHeaders.CONTENT_TYPE, "application/json")
                .header(HttpHeaders.IF_MATCH, "\"9\"").bodyValue("{\"persons\":\"x\"}").exchange()
                .expectStatus().isBadRequest());

        assertThat(next.path("safeguards").asString()).isEqualTo("kontrola dostępu");
        assertThat(problem.path("errors").findValuesAsString("field")).contains("data", "retention", "safeguards");
    }

    private UUID endingIn(Duration left) {
        UUID client = clients.known();
        Instant end = Instant.now().plus(left).truncatedTo(ChronoUnit.MICROS);
        answers.grantAt(client, end.atZone(WARSAW).minusDays(730).toInstant());
        return client;
    }

    private long number(String path, String field) {
        return items(path).path(0).path(field).asLong(0);
    }

    private long count(String path) {
        return items(path).valueStream().filter(row -> row.path("purpose").asString().equals("PROFILING")
                && row.path("reason").asString().equals("CHANNEL_NOT_OPENED"))
                .mapToLong(row -> row.path("count").asLong())
                .sum();
    }

    private JsonNode items(String path) {
        return json(api.privacy().get().uri(path).exchange().expectStatus().isOk()).path("items");
    }

    private String text(String path, String language) {
        return new String(api.privacy().get().uri(path).header(HttpHeaders.ACCEPT_LANGUAGE, language).exchange()
                .expectStatus().isOk().expectBody().returnResult().getResponseBodyContent(), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String path) {
        return api.privacy().get().uri(path).exchange().expectStatus().isOk().expectBody().returnResult()
                .getResponseBodyContent();
    }
}
