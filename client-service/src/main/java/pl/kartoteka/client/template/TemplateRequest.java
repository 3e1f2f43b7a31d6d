package pl.kartoteka.client.template;

import java.util.ArrayList;
import java.util.Set;

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

    /** The content as the card it must be a part of; each mistake is named below {@code content}. */
    ClientCard card(StrictJson json) {
        if (!(content instanceof ObjectNode fields)) {
            throw new InvalidInput("content", "object.expected");
        }
        var errors = new ArrayList<FieldError>();
        fields.propertyNames().stream()
                .filter(field -> !FILLED.contains(field))
                .forEach(field -> errors.add(FieldError.of("content." + field, "template.field-not-filled")));
        ObjectNode card = JsonMapper.shared().createObjectNode().put("kind", kind.name()).put("name", "-");
        fields.properties().stream().filter(field -> FILLED.contains(field.getKey()))
                .forEach(field -> card.set(field.getKey(), field.getValue()));
        ClientCard bound = null;
        try {
            bound = json.bind(card, ClientCard.class);
        } catch (InvalidInput invalid) {
            invalid.errors().forEach(error -> errors.add(
                    new FieldError("content." + error.field(), error.code(), error.arguments())));
        }
        if (bound == null || !errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return bound;
    }
}
