package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.card.Stage;
import pl.kartoteka.problem.InvalidInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A card that becomes one of another kind. What was set aside before comes back where the new kind has a place for it and the card
 * says nothing; what the new kind has no place for is set aside. A name that gives way to another is one of these things: people and
 * organisations are called otherwise.
 */
final class Conversion {
    private static final String NAME = "name";
    private static final String STAGE = "stage";

    private final ClientCard current;
    private final ObjectNode aside;
    private final ClientKind kind;
    private final ObjectNode given;
    private final CardJson json;
    private final ObjectNode kept;
    private final List<String> restored = new ArrayList<>();

    private Conversion(ClientCard current, ObjectNode aside, ClientKind kind, ObjectNode given, CardJson json) {
        this.current = current;
        this.aside = aside;
        this.kind = kind;
        this.given = given;
        this.json = json;
        this.kept = given.objectNode();
    }

    /**
     * @param setAside by field, what is to be kept beside the new card
     * @param restored fields that came back
     */
    record Converted(ClientCard card, ObjectNode setAside, List<String> restored) {}

    /**
     * @param aside what was set aside until now
     * @param given the kind and what else changes on the way
     * @param bound makes a card of one and a merge patch, or refuses to
     */
    static Converted of(ClientCard current, ObjectNode aside, ClientKind kind, ObjectNode given, CardJson json,
            BiFunction<ClientCard, ObjectNode, ClientCard> bound) {
        return new Conversion(current, aside, kind, given, json).converted(bound);
    }

    private Converted converted(BiFunction<ClientCard, ObjectNode, ClientCard> bound) {
        ObjectNode whole = json.whole(current);
        List<String> returning = aside.propertyNames().stream()
                .filter(field -> !field.equals(NAME) && saysNothing(whole.path(field)))
                .toList();
        returning.forEach(field -> whole.set(field, aside.path(field)));
        ClientCard everything = json.card(whole);
        Set<String> foreign = everything.fieldsForeignTo(kind);
        ObjectNode patch = given.deepCopy();
        foreign.stream().filter(field -> !given.has(field)).forEach(field -> {
            patch.putNull(field);
            kept.set(field, whole.path(field));
        });
        returning.stream().filter(field -> !foreign.contains(field) && !given.has(field)).forEach(restored::add);
        if (!given.has(STAGE) && kind.firstStage() == Stage.STANDARD) {
            patch.put(STAGE, Stage.STANDARD.name());
        }
        name(patch);
        ClientCard card = card(everything, patch, bound);
        if (isOfAnotherSort() && !card.name().equals(current.name())) {
            kept.put(NAME, current.name());
        }
        return new Converted(card, kept, List.copyOf(restored));
    }

    private void name(ObjectNode patch) {
        boolean byParts = !kind.isOrganisation() && given.has("firstName") && given.has("lastName");
        if (!isOfAnotherSort() && aside.has(NAME)) {
            kept.set(NAME, aside.path(NAME));
        }
        if (given.has(NAME)) {
            return;
        }
        if (byParts) {
            patch.putNull(NAME);
        } else if (isOfAnotherSort() && aside.has(NAME)) {
            patch.set(NAME, aside.path(NAME));
            restored.add(NAME);
        }
    }

    /** What came back and does not go with what the card says since then stays aside. */
    private ClientCard card(ClientCard everything, ObjectNode patch,
            BiFunction<ClientCard, ObjectNode, ClientCard> bound) {
        try {
            return bound.apply(everything, patch);
        } catch (InvalidInput invalid) {
            Set<String> unfitting = invalid.errors().stream()
                    .map(error -> error.field().replaceFirst("[.\\[].*", ""))
                    .filter(restored::contains)
                    .collect(Collectors.toSet());
            if (unfitting.isEmpty()) {
                throw invalid;
            }
            unfitting.forEach(field -> {
                patch.putNull(field);
                kept.set(field, aside.path(field));
            });
            restored.removeAll(unfitting);
            return bound.apply(everything, patch);
        }
    }

    private boolean isOfAnotherSort() {
        return kind.isOrganisation() != current.kind().isOrganisation();
    }

    private static boolean saysNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.isContainer() && value.isEmpty()
                || value.isBoolean() && !value.asBoolean();
    }
}
