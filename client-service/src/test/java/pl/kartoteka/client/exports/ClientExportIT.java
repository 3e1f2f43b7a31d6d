package pl.kartoteka.client.exports;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.documents.CsvFile;
import pl.kartoteka.documents.CsvShape;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class ClientExportIT {
    @Autowired
    WebTestClient web;
    @Autowired
    DatabaseClient database;
    @Autowired
    ExportPlaces places;
    @Autowired
    ExportProperties properties;

    private final String mark = "Eksport" + UUID.randomUUID().toString().substring(0, 8);
    private final String nip = Cards.freshNip();

    @BeforeEach
    void registerClients() {
        Api api = Api.of(web);
        assertThat(api.post("/api/v1/clients", Cards.bakery(nip).put("name", mark + " Żółć")).status()).isEqualTo(201);
        assertThat(api.post("/api/v1/clients", Cards.company("=1+1 " + mark)).status()).isEqualTo(201);
        assertThat(api.post("/api/v1/clients", Cards.person("Anna", mark).put("pesel", "44051401359")).status())
                .isEqualTo(201);
    }

    @Test
    void writesWhoWasMergedAwayOnlyWhenAsked() {
        database.sql("update client set merged_into = (select id from client where nip = :nip) where name = :name")
                .bind("nip", nip).bind("name", "=1+1 " + mark).then().block();

        assertThat(text("?columns=name&q=" + mark, "en", "clients:read")).doesNotContain("1+1").contains("Żółć");
        assertThat(text("?columns=name&merged=true&q=" + mark, "en", "clients:read")).contains("1+1");
    }

    @Test
    void writesTheChosenColumnsOfWhomTheFilterMeans() {
        String csv = text("?columns=name,nip,address.city,terms.discountPercent&q=" + nip, "en", "clients:read");

        assertThat(csv).isEqualTo("name,nip,address.city,terms.discountPercent\r\n" + mark + " Żółć," + nip
                + ",Łódź,5.00\r\n");
    }

    @Test
    void writesWhereAClientStandsSoThatItCanBeReadAgain() {
        Api api = Api.of(web);
        String headOffice = api.post("/api/v1/clients", Cards.bakery()).id();
        String flag = "Flaga " + mark;
        var card = Cards.bakery(Cards.freshNip()).put("headOfficeId", headOffice).put("payer", "HEAD_OFFICE");
        card.putArray("flagIds").add(api.post("/api/v1/flags", "{\"name\":\"" + flag + "\"}").id());
        card.putArray("caretakers").addObject().put("subject", "anna").put("role", "PRIMARY");
        card.putArray("keyDates").addObject().put("kind", "FOUNDING").put("date", "1998-05-12");
        String own = api.post("/api/v1/clients", card).body().path("nip").asString();

        assertThat(text("?columns=headOffice,payer,flags,caretaker,keyDates.founding&q=" + own, "en", "clients:read"))
                .isEqualTo("headOffice,payer,flags,caretaker,keyDates.founding\r\n"
                        + headOffice + ",HEAD_OFFICE," + flag + ",anna,1998-05-12\r\n");
    }

    @Test
    void writesTheListOneSees() {
        Api api = Api.of(web);
        String caretaker = "opiekun" + nip;
        var looked = Cards.company(mark + " Beta");
        looked.putArray("caretakers").addObject().put("subject", caretaker).put("role", "PRIMARY");
        assertThat(api.post("/api/v1/clients", looked).status()).isEqualTo(201);

        assertThat(text("?columns=name&sort=-name&q=" + mark, "en", "clients:read")).isEqualTo("name\r\n" + mark
                + " Żółć\r\n" + mark + " Beta\r\nAnna " + mark + "\r\n'=1+1 " + mark + "\r\n");
        assertThat(text("?columns=name&q=" + mark + "&caretaker=" + caretaker, "en", "clients:read"))
                .isEqualTo("name\r\n" + mark + " Beta\r\n");
        assertThat(new String(web.get().uri("/api/v1/client-exports?columns=name&mine=today")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token(caretaker, "clients:read")))
                .header("Accept-Language", "en")
                .exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody(),
                StandardCharsets.UTF_8)).isEqualTo("name\r\n" + mark + " Beta\r\n");
        get("?sort=soul", "clients:read").expectStatus().isBadRequest();
        get("?mine=yesterday", "clients:read").expectStatus().isBadRequest();
    }

    @Test
    void refusesMoreThanAFewAtOnceUntilOneIsRead() {
        var reading = IntStream.range(0, properties.atOnce())
                .mapToObj(_ -> places.written(Flux.never()).subscribe()).toList();
        try {
            get("?columns=name&q=" + mark, "clients:read").expectStatus().isEqualTo(503)
                    .expectHeader().exists("Retry-After")
                    .expectBody().jsonPath("$.type").isEqualTo("urn:kartoteka:problem:exports-busy");
        } finally {
            reading.getFirst().dispose();
        }

        assertThat(text("?columns=name&q=" + mark, "en", "clients:read")).contains(mark);
        assertThat(text("?columns=name&q=" + mark, "en", "clients:read")).as("the place is given back").contains(mark);
        reading.forEach(Disposable::dispose);
    }

    @Test
    void keepsSpreadsheetsFromRunningNames() {
        assertThat(text("?columns=name&q=" + mark, "pl", "clients:read")).startsWith("Nazwa\r\n").contains("'=1+1 ");
    }

    @Test
    void takesCriteriaInTheAddressAndInTheBody() {
        byte[] body = web.post().uri("/api/v1/client-exports")
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", "clients:read")))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue("""
                        {"format":"csv-excel","columns":["nip"],"criteria":{"field":"nip","op":"eq","value":"%s"}}
                        """.formatted(nip))
                .exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody();

        assertThat(CsvShape.detected(body).header()).isTrue();
        try (var file = CsvFile.open(new ByteArrayInputStream(body), CsvShape.detected(body))) {
            assertThat(file.next().cells()).isEqualTo(List.of(nip));
            assertThat(file.hasNext()).isFalse();
        }
        get("?criteria={c}", "clients:read", "{\"field\":\"nip\",\"op\":\"eq\",\"value\":\"" + nip + "\"}")
                .expectStatus().isOk();
    }

    /** Whoever may see a PESEL gets it; it is not laid down beside the sealed one. */
    @Test
    void keepsNoExportToRepeatIt() {
        String key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            web.post().uri("/api/v1/client-exports")
                    .headers(headers -> headers.setBearerAuth(
                            TestIssuer.token("sales", "clients:read", "clients:sensitive")))
                    .header("Idempotency-Key", key)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue("{\"format\":\"csv\",\"columns\":[\"pesel\"],\"q\":\"" + mark + "\"}")
                    .exchange().expectStatus().isOk()
                    .expectHeader().doesNotExist("Idempotency-Replayed")
                    .expectBody(String.class).value(csv -> assertThat(csv).contains("44051401359"));
        }

        assertThat(database.sql("select count(*) from idempotency_key where key = :key").bind("key", key)
                .mapValue(Long.class).one().block()).isZero();
    }

    @Test
    void refusesBeforeTheFirstByte() {
        get("?format=doc&columns=name,soul", "clients:read").expectStatus().isBadRequest().expectBody()
                .jsonPath("$.errors[*].field").value(fields -> assertThat((List<?>) fields).asList()
                        .containsExactlyInAnyOrder("format", "columns[1]"));
        get("?criteria={c}", "clients:read", "{\"field\":\"soul\",\"op\":\"eq\",\"value\":1}").expectStatus()
                .isBadRequest();
    }

    @Test
    void showsThePeselOnlyToWhomeverMaySeeIt() {
        get("?columns=name,pesel&q=" + mark, "clients:read").expectStatus().isForbidden().expectBody()
                .jsonPath("$.scope").isEqualTo("clients:sensitive");
        assertThat(text("?columns=name,pesel&q=" + mark, "pl", "clients:read", "clients:sensitive"))
                .contains("44051401359");
    }

    @Test
    void writesXlsxAndPdf() {
        for (String format : List.of("xlsx", "pdf")) {
            var answer = get("?format=" + format + "&q=" + mark, "clients:read").expectStatus().isOk().expectBody()
                    .returnResult();
            assertThat(answer.getResponseHeaders().getContentDisposition().getFilename()).endsWith("." + format);
            assertThat(new String(answer.getResponseBody(), 0, 2, StandardCharsets.ISO_8859_1))
                    .isEqualTo(format.equals("pdf") ? "%P" : "PK");
        }
    }

    private String text(String query, String language, String... scopes) {
        byte[] body = web.get().uri("/api/v1/client-exports" + query)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", scopes)))
                .header("Accept-Language", language)
                .exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody();
        return new String(body, StandardCharsets.UTF_8);
    }

    private WebTestClient.ResponseSpec get(String query, String scope, Object... variables) {
        return web.get().uri("/api/v1/client-exports" + query, variables)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", scope)))
                .exchange();
    }
}
