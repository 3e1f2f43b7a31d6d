package pl.kartoteka.gateway.openapi;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Puts the pages of the services together: a tag for each service, components that mean the same shared, components that only share a
 * name renamed.
 */
final class SuitePage {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REFERENCE = "#/components/";
    private static final Set<String> OPERATIONS = Set.of("get", "put", "post", "delete", "options", "head", "patch",
            "trace");

    private final ObjectNode paths = JSON.objectNode();
    private final ObjectNode components = JSON.objectNode();
    private final ArrayNode tags = JSON.arrayNode();
    private final Set<String> operationIds = new HashSet<>();
    private final SignIn signIn;

    /** How people sign in: where the browser is sent, and where the token comes from. */
    record SignIn(String issuer) {}

    SuitePage(SignIn signIn) {
        this.signIn = signIn;
    }

    ObjectNode of(List<ServicePage> pages, String description) {
        Set<String> ambiguous = ambiguous(pages);
        pages.forEach(page -> add(page, ambiguous));
        components.set("securitySchemes", securitySchemes());
        ObjectNode suite = JSON.objectNode();
        suite.put("openapi", "3.1.0");
        suite.set("info",
                JSON.objectNode().put("title", "Kartoteka").put("version", "v1").put("description", description));
        suite.set("servers", JSON.arrayNode().add(JSON.objectNode().put("url", "/")));
        suite.set("tags", tags);
        suite.set("paths", paths);
        suite.set("components", components);
        return suite;
    }

    private void add(ServicePage page, Set<String> ambiguous) {
        JsonNode renamed = renamed(page.document(), page.service(), ambiguous);
        tags.add(JSON.objectNode().put("name", page.title()).put("description", page.service()));
        renamed.path("paths").properties().forEach(path -> {
            ObjectNode item = paths.withObjectProperty(path.getKey());
            path.getValue().properties()
                    .forEach(member -> item.set(member.getKey(), OPERATIONS.contains(member.getKey())
                            ? operation((ObjectNode) member.getValue(), page)
                            : member.getValue()));
        });
        renamed.path("components").properties().forEach(kind -> {
            if (!kind.getKey().equals("securitySchemes")) {
                ObjectNode all = components.withObjectProperty(kind.getKey());
                kind.getValue().properties().forEach(component -> {
                    String key = kind.getKey() + "/" + component.getKey();
                    all.set(ambiguous.contains(key)
                            ? qualified(component.getKey(), page.service())
                            : component.getKey(),
                            component.getValue());
                });
            }
        });
    }

    private ObjectNode operation(ObjectNode operation, ServicePage page) {
        operation.set("tags", JSON.arrayNode().add(page.title()));
        String id = operation.path("operationId").asString("");
        if (!id.isEmpty() && !operationIds.add(id)) {
            operation.put("operationId", qualified(id, page.service()));
        }
        if (operation.get("security") instanceof ArrayNode security) {
            ArrayNode both = JSON.arrayNode();
            for (JsonNode requirement : security) {
                both.add(requirement);
                JsonNode scopes = requirement.get("bearer");
                if (scopes != null) {
                    both.add(JSON.objectNode().set("signIn", scopes));
                }
            }
            operation.set("security", both);
        }
        return operation;
    }

    private ObjectNode securitySchemes() {
        ObjectNode scopes = JSON.objectNode();
        paths.forEach(item -> item.properties().forEach(operation -> operation.getValue().path("security")
                .forEach(
                        requirement -> requirement.path("signIn").forEach(scope -> scopes.put(scope.asString(), "")))));
        ObjectNode code = JSON.objectNode()
                .put("authorizationUrl", signIn.issuer() + "/oauth2/authorize")
                .put("tokenUrl", signIn.issuer() + "/oauth2/token");
        code.set("scopes", scopes);
        ObjectNode schemes = JSON.objectNode();
        schemes.set("bearer", JSON.objectNode().put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT")
                .put("description", "An access token, as from the client-credentials grant"));
        schemes.set("signIn",
                JSON.objectNode().put("type", "oauth2").put("description", "Sign-in of a person in the browser")
                        .set("flows", JSON.objectNode().set("authorizationCode", code)));
        return schemes;
    }

    /** Components, as {@code kind/name}, that do not mean the same in every service that has the name. */
    private static Set<String> ambiguous(List<ServicePage> pages) {
        Map<String, JsonNode> first = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (ServicePage page : pages) {
            components(page).forEach(component -> {
                JsonNode other = first.putIfAbsent(component.getKey(), component.getValue());
                if (other != null) {
                    shared.add(component.getKey());
                    if (!other.equals(component.getValue())) {
                        ambiguous.add(component.getKey());
                    }
                }
            });
        }
        // What is written alike but refers to something ambiguous does not mean the same either.
        List<String> more;
        do {
            more = first.entrySet().stream()
                    .filter(component -> shared.contains(component.getKey()) && refers(component.getValue(), ambiguous))
                    .map(Map.Entry::getKey)
                    .toList();
        } while (ambiguous.addAll(more));
        return ambiguous;
    }

    private static Stream<Map.Entry<String, JsonNode>> components(ServicePage page) {
        return page.document().path("components").properties().stream()
                .filter(kind -> !kind.getKey().equals("securitySchemes"))
                .flatMap(kind -> kind.getValue().properties().stream()
                        .map(component -> Map.entry(kind.getKey() + "/" + component.getKey(), component.getValue())));
    }

    private static boolean refers(JsonNode node, Set<String> names) {
        if (node.get("$ref") instanceof StringNode reference && names.contains(named(reference.stringValue()))) {
            return true;
        }
        return node.valueStream().anyMatch(child -> refers(child, names));
    }

    private static JsonNode renamed(JsonNode node, String service, Set<String> ambiguous) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JSON.objectNode();
                object.properties().forEach(member -> copy.set(member.getKey(),
                        member.getKey().equals("$ref") && member.getValue().isString()
                                ? reference(member.getValue(), service, ambiguous)
                                : renamed(member.getValue(), service, ambiguous)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JSON.arrayNode();
                array.forEach(element -> copy.add(renamed(element, service, ambiguous)));
                yield copy;
            }
            default -> node;
        };
    }

    private static JsonNode reference(JsonNode reference, String service, Set<String> ambiguous) {
        String target = reference.stringValue();
        return ambiguous.contains(named(target)) ? JSON.stringNode(qualified(target, service)) : reference;
    }

    private static String named(String reference) {
        return reference.startsWith(REFERENCE) ? reference.substring(REFERENCE.length()) : reference;
    }

    private static String qualified(String name, String service) {
        return name + "." + service;
    }
}
