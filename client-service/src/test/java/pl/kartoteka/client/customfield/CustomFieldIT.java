package pl.kartoteka.client.customfield;

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

    private String define(String type) {
        String code = "f" + UUID.randomUUID().toString().replace("-", "");
        var defined = api.post(FIELDS, definition(code, type));
        assertThat(defined.status()).as("%s", defined.body()).isEqualTo(201);
        assertThat(api.get(FIELDS + "?limit=500").body().toString()).contains(code);
        return code;
    }

    private static String definition(String code, String type) {
        String choices = type.equals("CHOICE") ? ",\"choices\":[\"A\",\"B\"]" : "";
        return "{\"code\":\"%s\",\"name\":\"Pole\",\"type\":\"%s\"%s}".formatted(code, type, choices);
    }

    private static Object withField(String code, String value) {
        String card = Cards.company("Z polem").toString();
        return card.substring(0, card.length() - 1) + ",\"customFields\":{\"" + code + "\":" + value + "}}";
    }
}
