package pl.kartoteka.gus.lookup;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import pl.kartoteka.gus.Bir;
import pl.kartoteka.gus.Companies;
import pl.kartoteka.gus.RegisterStubs;
import pl.kartoteka.gus.identifier.Nip;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class LookupsIT extends LookupsTesting {
    @Test
    void keepsTheProof() {
        var nip = Nips.next();
        REGISTERS.whiteListAnswers(Companies.subject(nip, "Czynny"));
        var answer = ok("/vat-whitelist?nip=" + nip);

        get("/" + answer.path("id").asString(), null).expectStatus().isOk().expectBody()
                .jsonPath("$.proof.id").isEqualTo("AbCdE-00xx00x")
                .jsonPath("$.proof.time").isEqualTo("22-11-2026 11:00:00")
                .jsonPath("$.proof.sha256").isEqualTo(answer.path("proof").path("sha256").asString())
                .jsonPath("$.question.nip").isEqualTo(nip)
                .jsonPath("$.raw").value(String.class, raw -> assertThat(raw)
                        .contains("\"requestId\":\"AbCdE-00xx00x\"")
                        .doesNotContain("92041903790"));
        get("/" + UUID.randomUUID(), null).expectStatus().isNotFound().expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:lookup-not-found");
    }

    @Test
    void checksAnAccount() {
        var nip = Nips.next();
        REGISTERS.accountIs("TAK");
        var assigned = ok("/vat-whitelist?nip=" + nip + "&account=PL" + Companies.ACCOUNT);
        REGISTERS.accountIs("NIE");
        var other = ok("/vat-whitelist?nip=" + nip + "&account=90249000050247256316596736");

        assertThat(assigned.path("outcome").asString()).isEqualTo("FOUND");
        assertThat(assigned.path("data").path("accountAssigned").asBoolean()).isTrue();
        assertThat(other.path("outcome").asString()).isEqualTo("NOT_FOUND");
        assertThat(other.path("data").path("accountAssigned").asBoolean()).isFalse();
        assertThat(other.path("proof").path("id").asString()).isEqualTo("FgHiJ-11yy11y");
    }

    @Test
    void tellsTheSuiteWhatWasVerifiedAndWhatChanged() {
        var nip = Nips.next();
        REGISTERS.whiteListAnswers(Companies.subject(nip, "Czynny"));
        ok("/vat-whitelist?nip=" + nip);
        REGISTERS.whiteListAnswers(Companies.subject(nip, "Zwolniony"));
        get("/vat-whitelist?nip=" + nip, "no-cache").expectStatus().isOk();
        get("/vat-whitelist?nip=" + nip, "no-cache").expectStatus().isOk();

        var changed = kafka.awaitEvent(TOPIC, "kartoteka.company.changed.v1", nip);
        kafka.await(TOPIC, record -> nip.equals(record.key())
                && new String(record.value(), StandardCharsets.UTF_8).contains("\"sequence\":6"));
        var events = kafka.records(TOPIC).stream().filter(record -> nip.equals(record.key())).toList();

        assertThat(changed.data().path("changes")).hasSize(1);
        assertThat(changed.data().path("changes").get(0).path("field").asString()).isEqualTo("vatStatus");
        assertThat(changed.data().path("changes").get(0).path("before").asString()).isEqualTo("ACTIVE");
        assertThat(changed.data().path("changes").get(0).path("after").asString()).isEqualTo("EXEMPT");
        assertThat(events).hasSize(4);
        assertThat(new String(events.getFirst().value(), StandardCharsets.UTF_8))
                .contains("\"register\":\"WHITE_LIST\"", "\"vatStatus\":\"ACTIVE\"", "\"proof\":\"AbCdE-00xx00x\"")
                .doesNotContain("NOWAK");
    }

    @Test
    void publishesNothingAboutAnOutage() {
        var nip = Nips.next();
        RegisterStubs.fails(REGISTERS.vies, RegisterStubs.json(
                "{\"actionSucceed\":false,\"errorWrappers\":[{\"error\":\"MS_UNAVAILABLE\"}]}"));

        get("/vies/PL" + nip, null).expectStatus().isEqualTo(503);
        REGISTERS.viesAnswers(nip, true);
        ok("/vies/PL" + nip);

        // Events of one NIP come in order: when that of the answer is there, one of the outage would be, too.
        kafka.awaitEvent(TOPIC, "kartoteka.company.verified.v1", nip);
        assertThat(kafka.records(TOPIC)).filteredOn(record -> nip.equals(record.key())).hasSize(1);
    }

    @Test
    void namesEveryOffendingFieldBeforeAnyCall() {
        get("/vat-whitelist?nip=1234567890&account=123&date=2026-02-30", null).expectStatus().isBadRequest()
                .expectBody()
                .jsonPath("$.type").isEqualTo("urn:kartoteka:problem:invalid-request")
                .jsonPath("$.errors[*].field").value(List.class,
                        fields -> assertThat(fields).containsExactlyInAnyOrder("nip", "account", "date"));
        get("/gus", null).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors.length()").isEqualTo(3);
        get("/gus?nip=7740001454&regon=610188201", null).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].code").isEqualTo("number.one-of");
        get("/vies/GB123456789", null).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].code").isEqualTo("vat-number.invalid");
        get("/companies/1111111111", null).expectStatus().isBadRequest();
        get("/vat-whitelist?nip=7740001454&date=2999-01-01", null).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].code").isEqualTo("date.future");
        get("/not-a-uuid", null).expectStatus().isBadRequest();

        REGISTERS.gus.verify(0, postRequestedFor(anyUrl()));
        REGISTERS.whiteList.verify(0, getRequestedFor(anyUrl()));
        REGISTERS.vies.verify(0, postRequestedFor(anyUrl()));
    }

    @Test
    void takesANumberTheRegisterRefusesForTheCallersMistake() {
        RegisterStubs.fails(REGISTERS.vies, RegisterStubs.json(
                "{\"actionSucceed\":false,\"errorWrappers\":[{\"error\":\"INVALID_INPUT\"}]}"));

        get("/vies/DE123456788", null).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].field").isEqualTo("vatNumber")
                .jsonPath("$.errors[0].code").isEqualTo("number.refused");
    }

    @Test
    void showsTheStateOfEachRegisterAndStaysHealthy() {
        var nip = Nips.next();
        RegisterStubs.fails(REGISTERS.vies, aResponse().withStatus(500));
        get("/vies/PL" + nip, null).expectStatus().isEqualTo(503);

        get("/registers", null).expectStatus().isOk().expectBody()
                .jsonPath("$.length()").isEqualTo(4)
                .jsonPath("$[?(@.register=='VIES')].reason").isEqualTo("UNREACHABLE");
        web.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
        var metrics = web.mutate().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(4 << 20)).build().get()
                .uri("/actuator/prometheus").exchange().expectStatus().isOk().expectBody(String.class)
                .returnResult().getResponseBody();
        assertThat(metrics.lines().filter(line -> line.startsWith("kartoteka_register_questions_seconds_count")))
                .anyMatch(line -> line.contains("register=\"VIES\"") && line.contains("outcome=\"UNREACHABLE\""));
        assertThat(metrics.lines().filter(line -> line.startsWith("kartoteka_register_quota_left")))
                .anyMatch(line -> line.contains("hours=\""));
        assertThat(metrics.contains(nip)).isFalse();
    }

    @Test
    void asksByRegonAndKrs() {
        REGISTERS.gusAnswers(Bir.with(Companies.bakery(), "Nip", ""));

        assertThat(ok("/gus?regon=610188201").path("outcome").asString()).isEqualTo("FOUND");
        assertThat(ok("/gus?krs=0000123456").path("outcome").asString()).isEqualTo("FOUND");
        REGISTERS.gus.verify(1, postRequestedFor(anyUrl()).withRequestBody(containing("<d:Krs>0000123456</d:Krs>")));
    }

    @Test
    void givesTheReportsOfGusThatAreAskedForApart() {
        REGISTERS.gusAnswers(Companies.bakery());
        REGISTERS.report("OsPrawnaListaJednLokalnych", Bir.rows(Map.of("lokpraw_regon14", "61018820100012",
                "lokpraw_nazwa", "SKLEP")));
        REGISTERS.report("OsPrawnaSpCywilnaWspolnicy", Bir.rows(Map.of("ErrorCode", "21")));

        assertThat(ok("/gus/610188201/local-units").path("data").path("localUnits")).hasSize(1);
        assertThat(ok("/gus/610188201/local-units").path("freshness").asString()).isEqualTo("CACHED");
        assertThat(ok("/gus/610188201/partners").path("data").path("none").asString())
                .isEqualTo("NOT_CIVIL_PARTNERSHIP");
        assertThat(ok("/gus/610188201/activities").path("data").path("activities").get(0).path("pkd").get(0)
                .path("code").asString()).isEqualTo("1071Z");
        get("/gus/610188202/partners", null).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].field").isEqualTo("regon");
    }

    @Test
    void saysWhichMemberStatesViesReaches() {
        REGISTERS.vies.stubFor(any(anyUrl()).willReturn(RegisterStubs.json("""
                {"vow":{"available":true},"countries":[{"countryCode":"DE","availability":"Unavailable"}]}""")));

        assertThat(ok("/vies/member-states").path("memberStates").get(0).path("availability").asString())
                .isEqualTo("UNAVAILABLE");
    }

    @Test
    void namesTheDateWhenTheListDoesNotTakeIt() {
        RegisterStubs.fails(REGISTERS.whiteList, RegisterStubs.json("{\"code\":\"WL-118\"}").withStatus(400));

        get("/vat-whitelist?nip=" + Nips.next() + "&date=2024-01-01", null).expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[0].field").isEqualTo("date");
    }

    @Test
    void servesNobodyWithoutTheScope() {
        for (var path : List.of("/gus/610188201/local-units", "/gus/610188201/partners", "/gus/610188201/activities",
                "/vies/member-states", "/gus?nip=7740001454", "/ceidg?nip=7740001454", "/vies/PL7740001454",
                "/vat-whitelist?nip=7740001454", "/registers", "/companies/7740001454", "/" + UUID.randomUUID())) {
            web.get().uri("/api/v1/lookups" + path).exchange().expectStatus().isUnauthorized();
            web.get().uri("/api/v1/lookups" + path)
                    .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", "clients:read")))
                    .exchange().expectStatus().isForbidden();
        }
        web.get().uri("/api/v1/unknown").headers(headers -> headers.setBearerAuth(token())).exchange()
                .expectStatus().isNotFound();
        web.post().uri("/api/v1/lookups/gus").headers(headers -> headers.setBearerAuth(token()))
                .bodyValue(Map.of()).exchange().expectStatus().isEqualTo(405);
    }
}
