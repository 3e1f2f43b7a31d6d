package pl.kartoteka.client.merge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.dictionary.Dictionaries;
import pl.kartoteka.client.merge.Merges.KeptMerge;
import pl.kartoteka.client.registry.CardJson;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the cards of a merge as they would be said today: an entry that was merged in its dictionary is the one that took its place,
 * and values that custom fields do not take any more are gone.
 */
@Component
class KeptCards {
    private static final String CUSTOM_FIELDS = "customFields";
    private static final Set<String> ENTRIES = Set.of("groupId", "sourceId", "industryId", "traitIds", "flagIds");

    private final CardJson cards;
    private final Dictionaries dictionaries;
    private final CustomFields fields;
    private final JsonMapper json;

    KeptCards(CardJson cards, Dictionaries dictionaries, CustomFields fields, JsonMapper json) {
        this.cards = cards;
        this.dictionaries = dictionaries;
        this.fields = fields;
        this.json = json;
    }

    /** @param now the card of the survivor as it is */
    record Said(ObjectNode survivorBefore, ObjectNode survivorAfter, ObjectNode duplicateBefore, ObjectNode now) {}

    Mono<Said> read(KeptMerge kept, ClientCard now) {
        return today(List.of(
                cards.read(kept.survivorBefore(), kept.survivorId()),
                cards.read(kept.survivorAfter(), kept.survivorId()),
                cards.read(kept.duplicateBefore(), kept.duplicateId()),
                now))
                .map(said -> new Said(said.get(0), said.get(1), said.get(2), said.get(3)));
    }

    private Mono<List<ObjectNode>> today(List<ClientCard> said) {
        return dictionaries.successors(said.stream().flatMap(ClientCard::references).collect(Collectors.toSet()))
                .zipWhen(_ -> fields.held(said.stream().flatMap(card -> card.customFields().keySet().stream())
                        .collect(Collectors.toSet())).collectMap(CustomField::code))
                .map(known -> said.stream().map(card -> today(card, known.getT1(), known.getT2())).toList());
    }

    private ObjectNode today(ClientCard card, Map<UUID, UUID> successors, Map<String, CustomField> known) {
        ObjectNode tree = json.valueToTree(card);
        ENTRIES.stream().filter(tree::has).forEach(field -> tree.set(field, today(tree.path(field), successors)));
        if (tree.path(CUSTOM_FIELDS) instanceof ObjectNode values) {
            card.customFields().forEach((code, value) -> {
                CustomField field = known.get(code);
                if (field == null || field.removing() || !field.accepts(value)) {
                    values.remove(code);
                }
            });
        }
        return tree;
    }

    private static JsonNode today(JsonNode said, Map<UUID, UUID> successors) {
        if (said instanceof ArrayNode list) {
            ArrayNode entries = list.arrayNode();
            list.valueStream().map(entry -> today(entry, successors)).distinct().forEach(entries::add);
            return entries;
        }
        UUID another = said.isString() ? successors.get(UUID.fromString(said.asString())) : null;
        return another == null ? said : StringNode.valueOf(another.toString());
    }
}
