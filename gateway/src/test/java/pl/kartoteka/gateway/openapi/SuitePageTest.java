package pl.kartoteka.gateway.openapi;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

class SuitePageTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServicePage clients = page("client-service", "Clients",
            """
            {"openapi":"3.1.0","info":{"title":"client-service"},
             "paths":{"/api/v1/clients":{"get":{"tags":["client-controller"],"operationId":"list","security":[{"bearer":["clients:read"]}],
                "responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Page"}}}}}}},
              "/api/v1/clients/{id}/consents":{"parameters":[]}},
             "components":{"securitySchemes":{"bearer":{"type":"http"}},
               "schemas":{"Page":{"properties":{"items":{"$ref":"#/components/schemas/Item"}}},"Item":{"title":"client"},
                          "Money":{"title":"money"},"Holder":{"properties":{"item":{"$ref":"#/components/schemas/Item"}}}}}}""");
    private final ServicePage segments = page("segment-service", "Segments",
            """
            {"paths":{"/api/v1/segments":{"get":{"operationId":"list","responses":{"200":{"content":{"application/json":
                {"schema":{"$ref":"#/components/schemas/Page"}}}}}}}},
             "components":{"schemas":{"Page":{"properties":{"items":{"$ref":"#/components/schemas/Item"}}},"Item":{"title":"segment"},
                                      "Money":{"title":"money"},"Rule":{"properties":{"not":{"$ref":"#/components/schemas/Rule"}}}}}}""");

    private final JsonNode suite = new SuitePage(new SuitePage.SignIn("http://issuer")).of(List.of(clients, segments),
            "about");

    @Test
    void keepsApartWhatOnlySharesAName() {
        JsonNode schemas = suite.at("/components/schemas");

        assertThat(schemas.propertyNames()).containsExactlyInAnyOrder("Item.client-service", "Item.segment-service",
                "Page.client-service",
                "Page.segment-service", "Money", "Holder", "Rule");
        assertThat(schemas.at("/Page.segment-service/properties/items/$ref").asString())
                .isEqualTo("#/components/schemas/Item.segment-service");
        assertThat(schemas.at("/Holder/properties/item/$ref").asString())
                .isEqualTo("#/components/schemas/Item.client-service");
        assertThat(schemas.at("/Rule/properties/not/$ref").asString()).isEqualTo("#/components/schemas/Rule");
        assertThat(suite.at("/paths/~1api~1v1~1segments/get/responses/200/content/application~1json/schema/$ref")
                .asString())
                .isEqualTo("#/components/schemas/Page.segment-service");
    }

    @Test
    void refersToNothingThatIsNotThere() {
        suite.findValuesAsString("$ref")
                .forEach(reference -> assertThat(suite.at(reference.substring(1)).isMissingNode())
                        .as(reference).isFalse());
    }

    @Test
    void sortsByServiceAndNamesOperationsOnce() {
        assertThat(suite.at("/tags/0/name").asString()).isEqualTo("Clients");
        assertThat(suite.at("/paths/~1api~1v1~1clients/get/tags/0").asString()).isEqualTo("Clients");
        assertThat(suite.at("/paths/~1api~1v1~1clients/get/operationId").asString()).isEqualTo("list");
        assertThat(suite.at("/paths/~1api~1v1~1segments/get/operationId").asString()).isEqualTo("list.segment-service");
    }

    @Test
    void offersSignInWithTheScopesThereAre() {
        assertThat(suite.at("/paths/~1api~1v1~1clients/get/security"))
                .isEqualTo(JSON.readTree("[{\"bearer\":[\"clients:read\"]},{\"signIn\":[\"clients:read\"]}]"));
        assertThat(suite.at("/components/securitySchemes/signIn/flows/authorizationCode/scopes").propertyNames())
                .containsExactly("clients:read");
        assertThat(suite.at("/components/securitySchemes/signIn/flows/authorizationCode/tokenUrl").asString())
                .isEqualTo("http://issuer/oauth2/token");
    }

    private static ServicePage page(String service, String title, String json) {
        return new ServicePage(service, title, (ObjectNode) JSON.readTree(json));
    }
}
