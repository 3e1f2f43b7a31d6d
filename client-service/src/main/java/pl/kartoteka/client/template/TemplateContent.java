package pl.kartoteka.client.template;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a template fills in, as JSON that a card could say. */
record TemplateContent(ObjectNode json) {
    private static final List<String> ENTRIES = List.of("groupId", "sourceId", "industryId");
    private static final List<String> LISTS_OF_ENTRIES = List.of("traitIds", "flagIds");
    private static final String CUSTOM_FIELDS = "customFields";

    static TemplateContent of(ClientTemplate template) {
        return new TemplateContent((ObjectNode) template.content());
    }

    /** The dictionary entries it refers to. */
    Set<UUID> references() {
        return Stream.concat(ENTRIES.stream().map(json::path),
                LISTS_OF_ENTRIES.stream().flatMap(list -> json.path(list).valueStream()))
                .filter(JsonNode::isString)
                .map(entry -> UUID.fromString(entry.asString()))
                .collect(Collectors.toSet());
    }

    Set<String> customFields() {
        return Set.copyOf(json.path(CUSTOM_FIELDS).propertyNames());
    }

    /** @param other what takes the place of an entry; null takes it away */
    TemplateContent replacing(Function<UUID, @Nullable UUID> other) {
        ObjectNode replaced = json.deepCopy();
        ENTRIES.stream().filter(field -> json.path(field).isString()).forEach(field -> {
            UUID entry = other.apply(UUID.fromString(json.path(field).asString()));
            replaced.put(field, entry == null ? null : entry.toString());
        });
        LISTS_OF_ENTRIES.stream().filter(json::has).forEach(field -> {
            ArrayNode entries = replaced.putArray(field);
            json.path(field).valueStream()
                    .flatMap(entry -> Stream.ofNullable(other.apply(UUID.fromString(entry.asString()))))
                    .distinct()
                    .forEach(entry -> entries.add(entry.toString()));
        });
        return new TemplateContent(replaced);
    }

    TemplateContent keepingFields(BiPredicate<String, JsonNode> kept) {
        ObjectNode rest = json.deepCopy();
        if (rest.path(CUSTOM_FIELDS) instanceof ObjectNode fields) {
            json.path(CUSTOM_FIELDS).properties().stream()
                    .filter(field -> !kept.test(field.getKey(), field.getValue()))
                    .forEach(field -> fields.remove(field.getKey()));
        }
        return new TemplateContent(rest);
    }
}
