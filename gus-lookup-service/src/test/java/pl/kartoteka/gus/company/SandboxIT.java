package pl.kartoteka.gus.company;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.gus.SandboxRunning;
import pl.kartoteka.gus.bir.DailyChanges;
import pl.kartoteka.gus.lookup.Nips;
import pl.kartoteka.test.KafkaProbe;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Against the simulators of the local run, which speak the wire formats on their own authority, with their limits. */
@ServiceTest
class SandboxIT implements SandboxRunning {
    private static final List<String> REGISTERS = List.of("gus", "ceidg", "whitelist", "vies");

    @Autowired
    private WebTestClient web;
    @Autowired
    private DailyChanges changes;

    @AfterEach
    void registersAreWell() {
        REGISTERS.forEach(register -> SANDBOX.mode(register, "OK"));
    }

    @Test
    void putsACompanyTogetherFromAllItsRegisters() {
        var answer = company("7740001454");

        var company = answer.path("company");
        assertThat(company.path("name").asString()).isEqualTo("Piekarnia Złoty Kłos sp. z o.o.");
        assertThat(company.path("regon").asString()).isEqualTo("610188201");
        assertThat(company.path("krs").asString()).isEqualTo("0000999001");
        assertThat(company.path("kind").asString()).isEqualTo("LEGAL_PERSON");
        assertThat(company.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(company.path("address").path("city").asString()).isEqualTo("Łódź");
        assertThat(company.path("address").path("street").asString()).isEqualTo("Kolejowa");
        assertThat(company.path("pkd")).isNotEmpty();
        assertThat(company.path("vatStatus").asString()).isEqualTo("ACTIVE");
        assertThat(company.path("euVatActive").asBoolean()).isTrue();
        assertThat(answer.path("provenance").path("name").path("source").asString()).isEqualTo("GUS");
        assertThat(answer.path("environment").asString()).isEqualTo("SANDBOX");
        assertThat(answer.path("registers").get(3).path("proof").asString()).startsWith("WAPI");
        assertThat(answer.path("unavailable")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9990000020,SOLE_TRADER,ACTIVE", // a full entry in CEIDG
        "9990000037,SOLE_TRADER,ACTIVE", // two silos
        "9990000072,SOLE_TRADER,IN_PARTNERSHIP_ONLY",
        "9990000095,SOLE_TRADER,SUSPENDED",
        "9990000126,LEGAL_PERSON,CLOSED",
        "9990000190,LEGAL_PERSON,ACTIVE", // known to GUS alone
        "9990000215,SOLE_TRADER,ACTIVE", // with as little as can be
        "9990000238,LEGAL_PERSON,ACTIVE", // a long name with & < > and quotes
        "9990000267,SOLE_TRADER,CLOSED", // removed before 2014, PKD not published
        "9990000273,LEGAL_PERSON,BANKRUPT",
        "9990000310,LEGAL_PERSON,IN_LIQUIDATION",
        "9990000327,SOLE_TRADER,BANKRUPT"
    })
    void readsEveryKindOfCompany(String nip, String kind, String status) {
        var answer = company(nip);

        assertThat(answer.path("outcome").asString()).isEqualTo("FOUND");
        assertThat(answer.path("unavailable")).isEmpty();
        assertThat(answer.path("company").path("kind").asString()).isEqualTo(kind);
        assertThat(answer.path("company").path("status").asString()).isEqualTo(status);
        assertThat(answer.path("company").path("name").asString()).isNotBlank();
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(company(Nips.next()).path("outcome").asString()).isEqualTo("NOT_FOUND");
    }

    @Test
    void answersAcrossTheEndOfASession() {
        get("/gus?nip=9990000304").expectStatus().isOk();
        SANDBOX.endGusSessions();

        get("/gus?nip=9990000296").expectStatus().isOk().expectBody()
                .jsonPath("$.outcome").isEqualTo("FOUND")
                .jsonPath("$.freshness").isEqualTo("FRESH");
    }

    @Test
    void asksGusByKrsAndLocalUnit() {
        get("/gus?krs=0009999003").expectStatus().isOk().expectBody()
                .jsonPath("$.data.nip").isEqualTo("9990000132");
        get("/gus?regon=990000163").expectStatus().isOk().expectBody()
                .jsonPath("$.outcome").isEqualTo("FOUND");
    }

    @Test
    void asksForTheReportsThatBelongToAnEntity() {
        var units = get("/gus/" + regonOf("Dwie jednostki lokalne") + "/local-units").expectStatus().isOk()
                .expectBody(JsonNode.class).returnResult()
                .getResponseBody().path("data").path("localUnits");
        assertThat(units).isNotEmpty();
        var partners = get("/gus/" + regonOf("SPÓŁKA CYWILNA") + "/partners").expectStatus().isOk()
                .expectBody(JsonNode.class).returnResult().getResponseBody().path("data");
        assertThat(partners.path("partners")).hasSize(2);
        get("/gus/610188201/partners").expectStatus().isOk().expectBody()
                .jsonPath("$.data.none").isEqualTo("NOT_CIVIL_PARTNERSHIP");
        get("/gus/" + regonOf("Trzy silosy") + "/activities").expectStatus().isOk().expectBody()
                .jsonPath("$.data.activities.length()").isEqualTo(3)
                .jsonPath("$.data.activities[1].pkd").isNotEmpty();
        get("/gus?regon=990000335").expectStatus().isOk().expectBody()
                .jsonPath("$.outcome").isEqualTo("FOUND")
                .jsonPath("$.data.nip").doesNotExist();
    }

    @Test
    void knowsWhichMemberStateIsAway() {
        get("/vies/LU12345678").expectStatus().isEqualTo(503).expectBody()
                .jsonPath("$.reason").isEqualTo("SOURCE_UNAVAILABLE");
        get("/vies/member-states").expectStatus().isOk().expectBody()
                .jsonPath("$.memberStates[?(@.country=='LU')].availability").isEqualTo("UNAVAILABLE")
                .jsonPath("$.memberStates[?(@.country=='DE')].availability").isEqualTo("AVAILABLE");
    }

    /** From a change at the register over the report of the day to the event. */
    @Test
    void noticesWhatChangedAtTheRegister() {
        var nip = "9990000304";
        company(nip);
        SANDBOX.change(nip,
                "{\"name\":\"KRAKOWSKIE OPROGRAMOWANIE SPÓŁKA AKCYJNA\",\"address\":{\"building\":\"77\"}}");

        var answer = web.get().uri("/api/v1/lookups/companies/" + nip)
                .headers(headers -> {
                    headers.setBearerAuth(TestIssuer.token("sales", "lookups:read"));
                    headers.setCacheControl("no-cache");
                }).exchange().expectStatus().isOk().expectBody(JsonNode.class).returnResult().getResponseBody();

        assertThat(answer.path("company").path("name").asString()).isEqualTo("Krakowskie Oprogramowanie S.A.");
        KafkaProbe.shared().await("kartoteka.companies.v1",
                record -> nip.equals(record.key())
                        && "kartoteka.company.changed.v1".equals(KafkaProbe.header(record, "ce_type"))
                        && new String(record.value(), StandardCharsets.UTF_8).contains("\"register\":\"GUS\""));
        var changed = KafkaProbe.shared().events("kartoteka.companies.v1", nip).stream()
                .filter(event -> event.type().contains("changed")
                        && event.data().path("register").asString().equals("GUS"))
                .findFirst().orElseThrow();
        assertThat(changed.data().path("changes").valueStream().map(change -> change.path("field").asString()))
                .contains("name", "address.building");
        assertThat(changes.of(LocalDate.ofInstant(Instant.now(), ZoneId.of("Europe/Warsaw")).minusDays(1),
                DailyChanges.REPORTS.getFirst()).block()).contains("990000306");
    }

    @Test
    void checksVatNumbersAbroad() {
        get("/vies/DE999999999").expectStatus().isOk().expectBody()
                .jsonPath("$.outcome").isEqualTo("FOUND")
                .jsonPath("$.data.name").doesNotExist();
        get("/vies/GR999999999").expectStatus().isOk().expectBody()
                .jsonPath("$.question.vatNumber").isEqualTo("EL999999999")
                .jsonPath("$.data.valid").isEqualTo(true);
        get("/vies/DE111111125").expectStatus().isOk().expectBody()
                .jsonPath("$.outcome").isEqualTo("NOT_FOUND")
                .jsonPath("$.data.valid").isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({
        "gus,DOWN,UNREACHABLE", "gus,SLOW,TIMED_OUT", "gus,LIMITED,LIMITED", "gus,RUBBISH,BROKEN_ANSWER",
        "gus,HTML,UNREACHABLE", "gus,HALF_CLOSED,UNREACHABLE", "gus,EXPIRED_SESSION,BROKEN_ANSWER",
        "ceidg,DOWN,UNREACHABLE", "ceidg,SLOW,TIMED_OUT", "ceidg,LIMITED,LIMITED", "ceidg,RUBBISH,BROKEN_ANSWER",
        "ceidg,HTML,UNREACHABLE", "ceidg,HALF_CLOSED,", "ceidg,EXPIRED_SESSION,REFUSED",
        "whitelist,DOWN,UNREACHABLE", "whitelist,SLOW,TIMED_OUT", "whitelist,LIMITED,LIMITED",
        "whitelist,RUBBISH,BROKEN_ANSWER", "whitelist,HTML,UNREACHABLE", "whitelist,HALF_CLOSED,UNREACHABLE",
        "whitelist,EXPIRED_SESSION,BROKEN_ANSWER",
        "vies,DOWN,UNREACHABLE", "vies,SLOW,TIMED_OUT", "vies,LIMITED,BUSY", "vies,RUBBISH,UNREACHABLE",
        "vies,HTML,UNREACHABLE", "vies,HALF_CLOSED,UNREACHABLE", "vies,EXPIRED_SESSION,BROKEN_ANSWER"})
    void neverTakesAFailureForAnAbsence(String register, String mode, String reason) {
        SANDBOX.mode(register, mode);
        // CEIDG says that it knows nobody without a body that could be cut.
        var nip = mode.equals("HALF_CLOSED") && register.equals("ceidg") ? "9990000103" : Nips.next();

        get(switch (register) {
            case "whitelist" -> "/vat-whitelist?nip=" + nip;
            case "vies" -> "/vies/PL" + nip;
            default -> "/" + register + "?nip=" + nip;
        }).expectStatus().isEqualTo(503).expectHeader().exists("Retry-After").expectBody()
                .jsonPath("$.reason").isEqualTo(reason == null ? "UNREACHABLE" : reason);
        await(register);
    }

    /** What a register asked for is respected: after LIMITED it is left alone for some seconds. */
    private void await(String register) {
        SANDBOX.mode(register, "OK");
        var name = register.equals("whitelist") ? "WHITE_LIST" : register.toUpperCase(Locale.ROOT);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> get("/registers").expectBody(JsonNode.class)
                .returnResult().getResponseBody().valueStream()
                .anyMatch(state -> state.path("register").asString().equals(name)
                        && !state.path("condition").asString().equals("LIMITED")));
    }

    private static String regonOf(String note) {
        return SANDBOX.companies().valueStream()
                .filter(company -> (company.path("note").asString() + company.path("kind").asString()
                        .replace("CIVIL_PARTNERSHIP", "SPÓŁKA CYWILNA")).contains(note))
                .findFirst().orElseThrow().path("regon").asString();
    }

    private JsonNode company(String nip) {
        return get("/companies/" + nip).expectStatus().isOk().expectBody(JsonNode.class).returnResult()
                .getResponseBody();
    }

    private WebTestClient.ResponseSpec get(String path) {
        return web.get().uri("/api/v1/lookups" + path)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", "lookups:read")))
                .exchange();
    }
}
