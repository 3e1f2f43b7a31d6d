package pl.kartoteka.client.exports;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import pl.kartoteka.test.TestIssuer;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What stands in each column. */
@ServiceTest
class ExportColumnIT {
    private static final List<String> TYPES = List.of("TEXT", "NUMBER", "DATE", "BOOLEAN", "CHOICE", "MULTI_CHOICE",
            "CLIENT_REFERENCE");

    @TempDir
    private Path folder;
    @Autowired
    private WebTestClient web;
    @Autowired
    private DatabaseClient database;

    private final String nip = Cards.freshNip();
    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @Test
    void writesCustomFieldsOfEveryTypeInEveryFormat() throws Exception {
        TYPES.forEach(this::define);
        String other = api.post("/api/v1/clients", Cards.bakery()).id();
        var card = Cards.bakery(nip);
        var values = card.putObject("customFields").put(code("TEXT"), "żółw").put(code("NUMBER"), 7.50)
                .put(code("DATE"), "2026-11-22").put(code("BOOLEAN"), true).put(code("CHOICE"), "góra")
                .put(code("CLIENT_REFERENCE"), other);
        values.putArray(code("MULTI_CHOICE")).add("dół").add("góra");
        register(card);
        String columns = TYPES.stream().map(type -> "customFields." + code(type)).collect(Collectors.joining(","));

        assertThat(csv(columns))
                .isEqualTo(columns + "\r\nżółw,7.5,2026-11-22,true,góra,\"dół, góra\"," + other + "\r\n");
        assertThat(sheet(file("?format=xlsx&columns=" + columns + "&q=" + nip, "pl")))
                .contains("Pole MULTI_CHOICE", "żółw", "7.5", "2026-11-22", "góra", "dół, góra", other);
        String some = "customFields." + code("TEXT") + ",customFields." + code("MULTI_CHOICE");
        try (var reader = new PdfReader(file("?format=pdf&columns=" + some + "&q=" + nip, "pl"))) {
            assertThat(new PdfTextExtractor(reader).getTextFromPage(1)).contains("żółw", "dół, góra");
        }
    }

    @Test
    void namesEveryColumnThatThereIsNot() {
        define("TEXT");

        var refused = api.get("/api/v1/client-exports?columns=name,customFields.nobody,customFields." + code("TEXT")
                + ",terms.soul");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactly("columns[1]", "columns[3]");
        assertThat(api.post("/api/v1/client-exports", "{\"columns\":[null]}").status()).isEqualTo(400);
    }

    @Test
    void writesEverythingThatImportsTake() {
        var card = Cards.bakery(nip);
        card.withArray("addresses").addObject().put("use", "DELIVERY").put("street", "Portowa").put("building", "1")
                .put("city", "Gdynia");
        card.withArray("emails").addObject().put("address", "faktury@klos.example").putArray("uses").add("DOCUMENTS");
        card.putArray("messengers").addObject().put("network", "WHATSAPP").put("account", "+48500100200");
        var preferences = card.putObject("contactPreferences").put("channel", "PHONE").put("hoursFrom", "08:00")
                .put("hoursTo", "16:30");
        preferences.putArray("days").add("MONDAY").add("FRIDAY");
        card.putObject("messaging").put("documentEmail", "dok@klos.example").put("smsPhone", "+48600100200");
        card.putObject("printTemplates").put("invoice", "F1").put("order", "Z2");
        register(card);

        assertThat(csv("delivery.street,delivery.city,email.offers,email.documents,phone.sms,messenger.whatsapp"))
                .endsWith("\nPortowa,Gdynia,biuro@klos.example,faktury@klos.example,'+48500100200,'+48500100200\r\n");
        assertThat(csv("contactPreferences.channel,contactPreferences.hoursFrom,contactPreferences.hoursTo"
                + ",contactPreferences.days")).endsWith("\nPHONE,08:00,16:30,\"MONDAY, FRIDAY\"\r\n");
        assertThat(csv("messaging.documentEmail,messaging.smsPhone,printTemplates.invoice,printTemplates.order"))
                .endsWith("\ndok@klos.example,'+48600100200,F1,Z2\r\n");
    }

    @Test
    void writesTheCodeOfImportsAndWhatDocumentsComeTo() {
        String id = register(Cards.bakery(nip));
        database.sql(
                "insert into client_import_key values ('EPP', 'code:E', :id, :id), ('CSV', 'nip:1' || :id, :id, :id),"
                        + " ('CSV', 'code:' || :id, :id, :id)")
                .bind("id", UUID.fromString(id)).then().block();
        document("1", "100.00", "40.00", "PLN");
        document("2", "50.00", "50.00", "PLN");
        document("3", "9.00", "0.00", "EUR");

        assertThat(csv("code,documents.count,documents.turnover,documents.balance,documents.lastDate"))
                .endsWith("\n" + id + ",3,150.00,60.00,2026-11-20\r\n");
        assertThat(new String(file("?columns=documents.balance&q=" + nip, "pl"), StandardCharsets.UTF_8))
                .startsWith("Do zapłaty PLN\r\n");
    }

    @Test
    void showsTheNumberOfAnIdDocumentOnlyToWhomeverMaySeeIt() {
        var person = Cards.person("Anna", "Dowodowa" + nip);
        person.putObject("idDocument").put("type", "PASSPORT").put("number", "C01X00T47").put("country", "DE")
                .put("validUntil", "2030-01-31");
        register(person);
        String query = "?q=Dowodowa" + nip + "&columns=idDocument.type,idDocument.validUntil,idDocument.country";

        assertThat(new String(file(query, "en"), StandardCharsets.UTF_8)).endsWith("\nPASSPORT,2030-01-31,DE\r\n");
        assertThat(api.get("/api/v1/client-exports" + query + ",idDocument.number").status()).isEqualTo(403);
        assertThat(new String(file(query + ",idDocument.number", "en", "clients:sensitive"), StandardCharsets.UTF_8))
                .endsWith(",C01X00T47\r\n");
    }

    private String register(ObjectNode card) {
        var registered = api.post("/api/v1/clients", card);
        assertThat(registered.status()).as("%s", registered.body()).isEqualTo(201);
        return registered.id();
    }

    private void define(String type) {
        var field = Cards.json(Map.of("code", code(type), "name", "Pole " + type, "type", type));
        if (type.endsWith("CHOICE")) {
            field.putArray("choices").add("góra").add("dół");
        }
        assertThat(api.post("/api/v1/custom-fields", field).status()).isEqualTo(201);
    }

    private String code(String type) {
        return type.toLowerCase(Locale.ROOT) + nip;
    }

    private void document(String number, String gross, String paid, String currency) {
        var document = Cards.json(Map.of("nip", nip, "number", number + "/" + nip, "type", "INVOICE", "issuedOn",
                "2026-11-20", "status", "ISSUED"));
        document.putObject("gross").put("amount", gross).put("currency", currency);
        document.putObject("paid").put("amount", paid).put("currency", currency);
        assertThat(api.post("/api/v1/sales-documents", document).status()).isBetween(200, 201);
    }

    private String csv(String columns) {
        return new String(file("?columns=" + columns + "&q=" + nip, "en"), StandardCharsets.UTF_8);
    }

    private byte[] file(String query, String language, String... more) {
        String[] scopes = Stream.concat(
                Stream.of("clients:read"), Stream.of(more)).toArray(String[]::new);
        return web.get().uri("/api/v1/client-exports" + query)
                .headers(headers -> headers.setBearerAuth(TestIssuer.token("sales", scopes)))
                .header("Accept-Language", language)
                .exchange().expectStatus().isOk().expectBody().returnResult().getResponseBody();
    }

    private String sheet(byte[] xlsx) throws Exception {
        var file = Files.write(folder.resolve("clients.xlsx"), xlsx);
        try (var zip = new ZipFile(file.toFile());
                var sheet = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(sheet).getDocumentElement()
                    .getTextContent();
        }
    }
}
