package pl.kartoteka.client.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.customfield.CustomFieldType;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.dictionary.Dictionaries;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Reads what cards refer to, for one card or five hundred in as many statements; none for what nobody refers to. */
@Component
class CardReferences {
    private final Dictionaries dictionaries;
    private final CustomFields customFields;
    private final Clients clients;
    private final CardJson json;

    CardReferences(Dictionaries dictionaries, CustomFields customFields, Clients clients, CardJson json) {
        this.dictionaries = dictionaries;
        this.customFields = customFields;
        this.clients = clients;
        this.json = json;
    }

    /** All of it, to be checked. */
    Mono<References> hold(Collection<ClientCard> cards) {
        return entries(cards)
                .zipWhen(_ -> fields(cards))
                .zipWhen(found -> clients(cards, found.getT2()))
                .zipWith(customFields.expected(), (found, expected) -> new References(
                        found.getT1().getT1(), found.getT1().getT2(), found.getT2(), expected));
    }

    /** The dictionary entries alone, to be named in events. */
    Mono<References> named(Collection<ClientCard> cards) {
        return entries(cards).map(entries -> new References(entries, Map.of(), Map.of(), List.of()));
    }

    /** New cards with the defaults of the fields they say nothing about. */
    Mono<List<ClientCard>> completed(List<ClientCard> cards) {
        return customFields.expected().map(expected -> cards.stream().map(card -> completed(card, expected)).toList());
    }

    private ClientCard completed(ClientCard card, List<CustomField> expected) {
        var defaults = new HashMap<String, JsonNode>();
        expected.stream().filter(field -> !card.customFields().containsKey(field.code())).forEach(field -> {
            JsonNode value = card.kind() == null ? null : field.defaultFor(card.kind().name());
            if (value != null) {
                defaults.put(field.code(), value);
            }
        });
        return defaults.isEmpty() ? card : json.patched(card, Map.of("customFields", defaults));
    }

    private Mono<Map<UUID, DictionaryEntry>> entries(Collection<ClientCard> cards) {
        Set<UUID> ids = cards.stream().flatMap(ClientCard::references).collect(Collectors.toSet());
        return dictionaries.held(ids).collectMap(DictionaryEntry::id);
    }

    private Mono<Map<String, CustomField>> fields(Collection<ClientCard> cards) {
        Set<String> codes = cards.stream().flatMap(card -> card.customFields().keySet().stream())
                .collect(Collectors.toSet());
        return customFields.held(codes).collectMap(CustomField::code);
    }

    /** Head offices, and what fields refer to. */
    private Mono<Map<UUID, Client>> clients(Collection<ClientCard> cards, Map<String, CustomField> fields) {
        Stream<UUID> headOffices = cards.stream().map(ClientCard::headOfficeId).filter(Objects::nonNull);
        Stream<UUID> referred = cards.stream()
                .flatMap(card -> card.customFields().entrySet().stream())
                .filter(value -> isReference(fields.get(value.getKey()), value.getValue()))
                .map(value -> UUID.fromString(value.getValue().stringValue()));
        return clients.held(Stream.concat(headOffices, referred).collect(Collectors.toSet())).collectMap(Client::id);
    }

    private static boolean isReference(@Nullable CustomField field, JsonNode value) {
        return field != null && field.type() == CustomFieldType.CLIENT_REFERENCE && field.accepts(value);
    }
}
