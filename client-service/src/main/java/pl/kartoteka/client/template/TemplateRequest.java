package pl.kartoteka.client.template;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.problem.StrictJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

record TemplateRequest(
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String name,
        @NotNull ClientKind kind,
        @NotNull JsonNode content) {

    /** What can be the same for many clients. */
    private static final Set<String> FILLED = Set.of("importance", "language", "groupId", "traitIds", "sourceId",
            "industryId", "terms", "accounting", "printTemplates", "messaging", "contactPreferences", "interests",
            "relationship", "flagIds", "caretakers", "customFields");

    TemplateRequest {
        name = name == null ? name : name.strip();
    }

    static TemplateRequest of(ClientTemplate template) {
        return new TemplateRequest(template.name(), template.kind(), template.content());
    }

    /** The content must be what a card of the kind may say; each mistake is named below {@code content}. */
    TemplateRequest checked(StrictJson json) {
        if (!(content instanceof ObjectNode fields)) {
            throw new InvalidInput("content", "object.expected");
        }
        List<FieldError> foreign = fields.propertyNames().stream()
                .filter(field -> !FILLED.contains(field))
                .map(field -> FieldError.of("content." + field, "template.field-not-filled"))
                .toList();
        ObjectNode card = JsonMapper.shared().createObjectNode().put("kind", kind.name()).put("name", "-");
        fields.properties().stream().filter(field -> FILLED.contains(field.getKey()))
                .forEach(field -> card.set(field.getKey(), field.getValue()));
        List<FieldError> wrong = mistakes(card, json);
        if (!foreign.isEmpty() || !wrong.isEmpty()) {
            throw new InvalidInput(Stream.concat(foreign.stream(), wrong.stream()).toList());
        }
        return this;
    }

    private static List<FieldError> mistakes(ObjectNode card, StrictJson json) {
        try {
            json.bind(card, ClientCard.class);
            return List.of();
        } catch (InvalidInput invalid) {
            return invalid.errors().stream()
                    .map(error -> new FieldError("content." + error.field(), error.code(), error.arguments()))
                    .toList();
        }
    }
}
