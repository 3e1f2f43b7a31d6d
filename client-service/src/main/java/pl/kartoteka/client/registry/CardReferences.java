package pl.kartoteka.client.registry;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.dictionary.Dictionaries;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import reactor.core.publisher.Mono;

/** Reads what cards refer to, for one card or five hundred in as many statements; none for what nobody refers to. */
@Component
class CardReferences {
    private final Dictionaries dictionaries;
    private final CustomFields customFields;
    private final Clients clients;

    CardReferences(Dictionaries dictionaries, CustomFields customFields, Clients clients) {
        this.dictionaries = dictionaries;
        this.customFields = customFields;
        this.clients = clients;
    }

    /** All of it, to be checked. */
    Mono<References> hold(Collection<ClientCard> cards) {
        return entries(cards)
                .zipWhen(_ -> fields(cards))
                .zipWhen(_ -> headOffices(cards),
                        (found, offices) -> new References(found.getT1(), found.getT2(), offices));
    }

    /** The dictionary entries alone, to be named in events. */
    Mono<References> named(Collection<ClientCard> cards) {
        return entries(cards).map(entries -> new References(entries, Map.of(), Map.of()));
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

    private Mono<Map<UUID, Client>> headOffices(Collection<ClientCard> cards) {
        Set<UUID> ids = cards.stream().map(ClientCard::headOfficeId).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return clients.held(ids).collectMap(Client::id);
    }
}
