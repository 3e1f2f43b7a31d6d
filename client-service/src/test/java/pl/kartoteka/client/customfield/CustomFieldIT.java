package pl.kartoteka.client.customfield;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import pl.kartoteka.client.Api;
import pl.kartoteka.client.Cards;
import pl.kartoteka.test.ServiceTest;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ServiceTest
class CustomFieldIT {
    private static final String FIELDS = "/api/v1/custom-fields";

    @Autowired
    private WebTestClient web;

    private Api api;

    @BeforeEach
    void signIn() {
        api = Api.of(web);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "TEXT | \"gold\" | 5", "TEXT | \"\" | true", "NUMBER | 12.50 | \"12\"", "NUMBER | -3 | 1e400",
        "NUMBER | 0 | []",
        "DATE | \"2026-02-28\" | \"2026-02-30\"", "DATE | \"2026-02-28\" | \"28.02.2026\"",
        "BOOLEAN | false | \"false\"",
        "MULTI_CHOICE | [\"A\",\"B\"] | [\"A\",\"C\"]", "MULTI_CHOICE | [\"B\"] | [\"B\",\"B\"]",
        "MULTI_CHOICE | [\"B\"] | \"B\"",
        "CHOICE | \"A\" | \"C\"", "CHOICE | \"B\" | {}"})
    void acceptsOnlyValuesOfTheType(String type, String good, String bad) {
        String code = define(type);

        var accepted = api.post("/api/v1/clients", withField(code, good));
        var refused = api.post("/api/v1/clients", withField(code, bad));

        assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(201);
        assertThat(accepted.body().path("customFields").path(code)).isEqualTo(JsonMapper.shared().readTree(good));
        assertThat(api.get("/api/v1/clients/" + accepted.id()).body().path("customFields").path(code))
                .isEqualTo(JsonMapper.shared().readTree(good));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("customFields." + code);
    }

    @Test
    void refusesToRemoveFieldThatCardsHaveAndChoicesThatTheyMayHave() {
        String code = "f" + UUID.randomUUID().toString().replace("-", "");
        var field = api.post(FIELDS, definition(code, "CHOICE"));
        String path = FIELDS + "/" + field.id();
        var client = api.post("/api/v1/clients", withField(code, "\"A\""));

        assertThat(api.delete(path, field.etag()).status()).isEqualTo(409);
        assertThat(api.patch(path, field.etag(), "{\"choices\":[\"B\"]}").status()).isEqualTo(400);
        assertThat(api.patch(path, field.etag(), "{\"type\":\"TEXT\",\"choices\":[]}").status()).isEqualTo(400);
        var more = api.patch(path, field.etag(), "{\"choices\":[\"A\",\"B\",\"C\"]}");
        assertThat(more.status()).isEqualTo(200);
        assertThat(api.delete(path, field.etag()).status()).isEqualTo(412);
        api.patch("/api/v1/clients/" + client.id(), client.etag(), "{\"customFields\":{\"" + code + "\":null}}");
        assertThat(api.delete(path, more.etag()).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void refusesDefinitionsThatCannotBe() {
        assertThat(api.post(FIELDS, definition("tier", "TEXT")).status()).isEqualTo(409);
        assertThat(api.post(FIELDS, "{\"code\":\"1x\",\"name\":\"\",\"type\":\"COLOUR\"}").body().path("errors").size())
                .isEqualTo(3);
        assertThat(api.post(FIELDS, "{\"code\":\"ch\",\"name\":\"x\",\"type\":\"CHOICE\"}").status()).isEqualTo(400);
        assertThat(api.post(FIELDS, "{\"code\":\"ch\",\"name\":\"x\",\"type\":\"TEXT\",\"choices\":[\"A\"]}").status())
                .isEqualTo(400);
    }

    @Test
    void refersToClientsThereAre() {
        String code = define("CLIENT_REFERENCE");
        String partner = api.post("/api/v1/clients", Cards.company("Partner")).id();

        assertThat(api.post("/api/v1/clients", withField(code, "\"" + partner + "\"")).status()).isEqualTo(201);
        assertThat(api.post("/api/v1/clients", withField(code, "\"" + UUID.randomUUID() + "\"")).body()
                .at("/errors/0/code").asString()).isEqualTo("client.unknown");
        assertThat(api.post("/api/v1/clients", withField(code, "\"x\"")).body().at("/errors/0/code").asString())
                .isEqualTo("custom-field.invalid");
    }

    @Test
    void keepsValuesWithinTheLimitsOfTheField() {
        String number = define("NUMBER", ",\"min\":1,\"max\":10.5");
        String text = define("TEXT", ",\"maxLength\":6,\"pattern\":\"[A-Z]{2}-\\\\d+\"");

        assertThat(api.post("/api/v1/clients", withField(number, "10.5")).status()).isEqualTo(201);
        assertThat(api.post("/api/v1/clients", withField(number, "0.99")).status()).isEqualTo(400);
        assertThat(api.post("/api/v1/clients", withField(text, "\"AB-12\"")).status()).isEqualTo(201);
        assertThat(api.post("/api/v1/clients", withField(text, "\"AB-1234\"")).status()).isEqualTo(400);
        assertThat(api.post("/api/v1/clients", withField(text, "\"ab-12\"")).status()).isEqualTo(400);
    }

    @Test
    void fillsInDefaultsAndInsistsOnWhatIsRequired() {
        String defaulted = define("CHOICE", ",\"defaultValue\":\"B\",\"requiredFor\":[\"PARTNER\"]");
        String required = "f" + UUID.randomUUID().toString().replace("-", "");
        var field = api.post(FIELDS,
                "{\"code\":\"%s\",\"name\":\"Pole\",\"type\":\"TEXT\",\"requiredFor\":[\"PARTNER\"]}"
                        .formatted(required));
        var partner = "{\"kind\":\"PARTNER\",\"firstName\":\"Jan\",\"lastName\":\"Testowy\"%s}";
        try {
            var refused = api.post("/api/v1/clients", partner.formatted(""));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().at("/errors/0/field").asString()).isEqualTo("customFields." + required);

            var taken = api.post("/api/v1/clients",
                    partner.formatted(",\"customFields\":{\"" + required + "\":\"x\"}"));
            assertThat(taken.status()).isEqualTo(201);
            assertThat(taken.body().at("/customFields/" + defaulted).asString()).isEqualTo("B");
            assertThat(api.patch("/api/v1/clients/" + taken.id(), taken.etag(),
                    "{\"customFields\":{\"" + required + "\":null}}").status()).isEqualTo(400);
            assertThat(api.post("/api/v1/clients", Cards.person("Ewa", "Testowa")).body().path("customFields")
                    .has(defaulted)).as("only for the kinds that need it").isFalse();
        } finally {
            api.patch(FIELDS + "/" + field.id(), field.etag(), "{\"requiredFor\":[]}");
        }
    }

    @Test
    void removesAFieldWithItsValuesWhenAskedTwice() {
        String code = "f" + UUID.randomUUID().toString().replace("-", "");
        var field = api.post(FIELDS, definition(code, "TEXT"));
        var client = api.post("/api/v1/clients", withField(code, "\"wartość\""));
        assertThat(api.delete(FIELDS + "/" + field.id(), field.etag()).body().path("clients").asInt()).isEqualTo(1);

        var accepted = api.post(FIELDS + "/" + field.id() + "/removal", "",
                headers -> headers.set("If-Match", field.etag()));

        assertThat(accepted.status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).until(() -> api.get(FIELDS + "/" + field.id()).status() == 404);
        var history = api.get("/api/v1/clients/" + client.id() + "/history?limit=1").body().at("/items/0");
        assertThat(history.path("field").asString()).startsWith("customFields");
        assertThat(history.path("from").toString()).contains("wartość");
        assertThat(api.post("/api/v1/clients", withField(code, "\"x\"")).status()).isEqualTo(400);
    }

    @Test
    void removesTheValuesOfWhoWasMergedAwayAndOfTemplatesToo() {
        String code = "f" + UUID.randomUUID().toString().replace("-", "");
        var field = api.post(FIELDS, definition(code, "TEXT"));
        var survivor = api.post("/api/v1/clients", withField(code, "\"zostaje\""));
        var duplicate = api.post("/api/v1/clients", withField(code, "\"znika\""));
        var merged = api.post("/api/v1/clients/" + survivor.id() + "/merge",
                Cards.json(Map.of("duplicateId", duplicate.id())));
        var template = api.post("/api/v1/client-templates", Cards.json(Map.of("name", "Z polem " + code, "kind",
                "COMPANY", "content", Map.of("customFields", Map.of(code, "x")))));
        assertThat(template.status()).as("%s", template.body()).isEqualTo(201);
        var inUse = api.delete(FIELDS + "/" + field.id(), field.etag()).body();
        assertThat(inUse.path("clients").asInt()).isEqualTo(2);
        assertThat(inUse.path("merged").asInt()).isOne();
        assertThat(inUse.path("templates").asInt()).isOne();

        var accepted = api.post(FIELDS + "/" + field.id() + "/removal", "",
                headers -> headers.set("If-Match", field.etag()));

        String job = accepted.headers().getLocation().toString();
        await().atMost(Duration.ofSeconds(20)).until(() -> api.get(job).body().path("status").asString(),
                status -> !List.of("QUEUED", "RUNNING").contains(status));
        assertThat(api.get(job).body().path("status").asString()).isEqualTo("DONE");
        assertThat(api.get("/api/v1/clients/" + duplicate.id()).body().path("customFields").has(code)).isFalse();
        assertThat(api.get("/api/v1/client-templates/" + template.id()).body().at("/content/customFields").has(code))
                .isFalse();
        var undone = api.delete("/api/v1/clients/" + survivor.id() + "/merges/" + merged.id(), null);
        assertThat(undone.status()).as("%s", undone.body()).isEqualTo(200);
        assertThat(undone.body().at("/duplicate/customFields").has(code)).isFalse();
    }

    @Test
    void refusesLimitsThatDoNotFitTheType() {
        var refused = api.post(FIELDS, "{\"code\":\"zz\",\"name\":\"x\",\"type\":\"DATE\",\"min\":1,\"maxLength\":3,"
                + "\"choices\":[\"A\"],\"defaultValue\":\"soon\"}");

        assertThat(refused.body().path("errors").valueStream().map(error -> error.path("field").asString()))
                .containsExactlyInAnyOrder("min", "maxLength", "choices", "defaultValue");
        assertThat(api.post(FIELDS, "{\"code\":\"zz\",\"name\":\"x\",\"type\":\"TEXT\",\"pattern\":\"(\"}").body()
                .at("/errors/0/code").asString()).isEqualTo("custom-field.pattern-invalid");
    }

    private String define(String type, String more) {
        String code = "f" + UUID.randomUUID().toString().replace("-", "");
        String definition = definition(code, type);
        var defined = api.post(FIELDS, definition.substring(0, definition.length() - 1) + more + "}");
        assertThat(defined.status()).as("%s", defined.body()).isEqualTo(201);
        return code;
    }

    private String define(String type) {
        String code = "f" + UUID.randomUUID().toString().replace("-", "");
        var defined = api.post(FIELDS, definition(code, type));
        assertThat(defined.status()).as("%s", defined.body()).isEqualTo(201);
        assertThat(api.get(FIELDS + "?limit=500").body().toString()).contains(code);
        return code;
    }

    private static String definition(String code, String type) {
        String choices = type.endsWith("CHOICE") ? ",\"choices\":[\"A\",\"B\"]" : "";
        return "{\"code\":\"%s\",\"name\":\"Pole\",\"type\":\"%s\"%s}".formatted(code, type, choices);
    }

    private static Object withField(String code, String value) {
        String card = Cards.company("Z polem").toString();
        return card.substring(0, card.length() - 1) + ",\"customFields\":{\"" + code + "\":" + value + "}}";
    }
}
