package pl.kartoteka.client.imports;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.client.exports.ExportedColumns;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What an export writes is read again as what it was. */
@ServiceTest
class ExportedAgainIT {
    private static final String CLIENTS = "/api/v1/clients";
    /** What nobody writes on a card. */
    private static final Pattern NOT_TAKEN = Pattern.compile("createdAt|updatedAt|documents\\..*");

    private final WebTestClient web;
    private final ImportTrial trial;
    private final Api api;
    private final String mark = "m" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> clients = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    ExportedAgainIT(@Autowired WebTestClient web) {
        this.web = web.mutate().codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(10_000_000)).build();
        this.trial = new ImportTrial(web);
        this.api = Api.of(web);
    }

    @BeforeEach
    void registerClientsOfEveryKind() {
        for (String type : List.of("TEXT", "NUMBER", "DATE", "BOOLEAN", "CHOICE", "MULTI_CHOICE")) {
            String code = mark + "_" + type.toLowerCase(Locale.ROOT);
            var field = Cards.json(Map.of("code", code, "name", "Pole " + code, "type", type));
            if (type.endsWith("CHOICE")) {
                field.putArray("choices").add("jeden").add("dwa").add("trzy; \"cztery\"");
            }
            var added = api.post("/api/v1/custom-fields", field);
            assertThat(added.status()).as("%s", added.body()).isEqualTo(201);
            fields.add(code);
        }
        String headOffice = register(organisation("COMPANY", Cards.freshNip()));
        register(organisation("COMPANY", Cards.freshNip()).put("headOfficeId", headOffice).put("payer", "HEAD_OFFICE"));
        register(organisation("INSTITUTION", Cards.freshNip()).put("localGovernment", true));
        for (String kind : List.of("PERSON", "EMPLOYEE", "PARTNER")) {
            register(person(kind));
        }
        register(Cards.json(Map.of("kind", "PERSON", "name", "Tylko nazwa " + mark)));
    }

    @ParameterizedTest
    @CsvSource({"csv,en", "csv,pl", "csv-excel,pl"})
    void changesNothingOfAnyClient(String format, String language) {
        var columns = new ArrayList<>(ExportedColumns.all());
        fields.forEach(code -> columns.add("customFields." + code));
        byte[] file = export(format, language, columns);

        JsonNode job = trial.run(ImportTrial.named(file, "klienci.csv"), Map.of("source", mark));

        assertThat(trial.errors(job)).isEmpty();
        assertThat(job.at("/report/columns").valueStream()
                .filter(column -> column.path("field").isNull() || column.path("field").isMissingNode()))
                .as("columns that nothing is taken from")
                .hasSize((int) columns.stream().filter(NOT_TAKEN.asMatchPredicate()).count());
        assertThat(job.at("/report/unchanged").asInt()).as("%s", job).isEqualTo(clients.size());
        assertThat(clients).allSatisfy(id -> assertThat(api.get(CLIENTS + "/" + id).body().path("version").asLong())
                .as("%s", api.get(CLIENTS + "/" + id + "/history").body()).isEqualTo(1));
    }

    @Test
    void keepsWhatTheChosenColumnsDoNotSay() {
        ObjectNode card = organisation("COMPANY", Cards.freshNip());
        card.putArray("addresses").addObject().put("use", "REGISTERED").put("street", "Lange Straße")
                .put("building", "5").put("postalCode", "10115").put("city", "Berlin").put("country", "DE");
        String id = register(card);
        String file = new String(export("csv", "pl", List.of("id", "address.city", "address.postalCode",
                "terms.creditLimit", "email", "site")), StandardCharsets.UTF_8);

        JsonNode job = trial.run(file.replace("Berlin", "Potsdam"), Map.of("source", mark));

        assertThat(job.at("/report/updated").asInt()).isEqualTo(1);
        JsonNode address = api.get(CLIENTS + "/" + id).body().at("/addresses/0");
        assertThat(address.path("city").asString()).isEqualTo("Potsdam");
        assertThat(address.path("street").asString()).isEqualTo("Lange Straße");
        assertThat(address.path("country").asString()).isEqualTo("DE");
    }

    private byte[] export(String format, String language, List<String> columns) {
        var request = JsonMapper.shared().createObjectNode().put("format", format);
        columns.forEach(request.putArray("columns")::add);
        clients.forEach(request.putArray("clientIds")::add);
        return web.post().uri("/api/v1/client-exports")
                .headers(headers -> headers.setBearerAuth(
                        TestIssuer.token("sales", "clients:read", "clients:sensitive")))
                .header("Accept-Language", language)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(request.toString())
                .exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody();
    }

    private String register(ObjectNode card) {
        var answer = api.post(CLIENTS, card);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        clients.add(answer.id());
        return answer.id();
    }

    private ObjectNode organisation(String kind, String nip) {
        ObjectNode card = whole(kind).put("name", "=Firma \"Ł;ą\" " + mark).put("nip", nip)
                .put("euVatNumber", "PL" + nip).put("regon", "610188201").put("krs", "0000127206")
                .put("legalForm", "sp. z o.o.").put("businessStatus", "ACTIVE").put("vatStatus", "EXEMPT");
        card.putArray("pkdCodes").add("6201Z").add("1071Z");
        return card;
    }

    private ObjectNode person(String kind) {
        ObjectNode card = whole(kind).put("firstName", "Anna").put("lastName", "Nowak-" + mark)
                .put("name", "Pani Anna " + kind).put("nip", Cards.freshNip());
        card.putObject("idDocument").put("type", "OTHER").put("number", "XYZ 123456").put("validUntil", "2030-01-01")
                .put("country", "UA");
        return kind.equals("PERSON") ? card.put("pesel", "44051401359") : card;
    }

    /** With uses, names and orders that a file does not tell. */
    private ObjectNode whole(String kind) {
        ObjectNode card = (ObjectNode) JsonMapper.shared().readTree("""
                {"stage":"POTENTIAL","active":false,"shortName":"Skrót","importance":"HIGH","language":"pl",
                 "addresses":[{"use":"DELIVERY","street":"Polna","building":"1","postalCode":"90-002","city":"Łódź","country":"PL"},
                              {"use":"CORRESPONDENCE","street":"Lange Str.","building":"7","unit":"a","postalCode":"10115","city":"Berlin","country":"DE"},
                              {"use":"REGISTERED","street":"Kolejowa","building":"5","unit":"2","postalCode":"90-001","city":"Łódź","country":"PL"}],
                 "emails":[{"address":"oferty@klos.example","uses":["OFFERS"]},{"address":"biuro@klos.example","uses":["MAIN","DOCUMENTS"]}],
                 "phones":[{"number":"+48500100201","uses":[]},{"number":"+48500100200","uses":["MAIN","SMS"]}],
                 "sites":[{"url":"https://klos.example/","name":"Sklep"},{"url":"http://blog.klos.example"}],
                 "messengers":[{"network":"WHATSAPP","account":"+48500100200"},{"network":"SIGNAL","account":"+48500100200"}],
                 "terms":{"paymentForm":"TRANSFER","paymentDays":14,"priceList":"B2B","discountPercent":"5.00","creditLimit":{"amount":"10000.00","currency":"EUR"}},
                 "accounting":{"receivablesAccount":"201-1","payablesAccount":"202-1","postingSchema":"Zakup"},
                 "printTemplates":{"invoice":"Z logo","receipt":"A","correction":"B","proforma":"C","order":"D"},
                 "messaging":{"documentEmail":"faktury@klos.example","smsPhone":"+48500100202"},
                 "keyDates":[{"kind":"BIRTHDAY","date":"05-12"},{"kind":"NAME_DAY","date":"06-24"},{"kind":"FOUNDING","date":"1998-05-12"},
                             {"kind":"COOPERATION","date":"2001-01-01"},{"kind":"WEDDING","date":"2000-02-29"}],
                 "contactPreferences":{"channel":"PHONE","hoursFrom":"09:00","hoursTo":"15:30","days":["MONDAY","FRIDAY"]},
                 "interests":["kawa, herbata","rower|rolki","\\"Kłos\\""],"relationship":"GOOD",
                 "caretakers":[{"subject":"jan","name":"Jan","role":"ADDITIONAL"},{"subject":"anna","name":"Anna","role":"PRIMARY"},{"subject":"ewa","role":"ADDITIONAL"}]}
                """);
        card.put("kind", kind);
        card.put("groupId", entry("client-groups", "Hurt, detal"));
        card.put("sourceId", entry("client-sources", "\"Targi; wiosna\""));
        card.put("industryId", entry("industries", "Piekarnie"));
        card.putArray("traitIds").add(entry("traits", "Żółta")).add(entry("traits", "Alfa"))
                .add(entry("traits", "Targi, wiosna|jesień")).add(entry("traits", "\"Cytat\""));
        card.putArray("flagIds").add(entry("flags", "VIP; \"złoty\""));
        card.putObject("customFields").put(fields.get(0), "tekst, z przecinkiem").put(fields.get(1), 12)
                .put(fields.get(2), "2026-11-29").put(fields.get(3), false).put(fields.get(4), "dwa")
                .putArray(fields.get(5)).add("dwa").add("trzy; \"cztery\"").add("jeden");
        return card;
    }

    private String entry(String dictionary, String name) {
        return api.post("/api/v1/" + dictionary, Cards.json(Map.of("name", name + " " + mark))).id();
    }
}
