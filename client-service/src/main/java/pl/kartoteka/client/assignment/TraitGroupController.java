package pl.kartoteka.client.assignment;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.dictionary.Dictionaries;
import pl.kartoteka.client.dictionary.DictionaryCatalogue;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.registry.CardChanges;
import pl.kartoteka.client.registry.ClientResponse;
import pl.kartoteka.http.Caller;
import pl.kartoteka.http.ETags;
import reactor.core.publisher.Mono;

@RestController
class TraitGroupController {
    private final DictionaryCatalogue catalogue;
    private final Dictionaries dictionaries;
    private final CardChanges cards;

    TraitGroupController(DictionaryCatalogue catalogue, Dictionaries dictionaries, CardChanges cards) {
        this.catalogue = catalogue;
        this.dictionaries = dictionaries;
        this.cards = cards;
    }

    /** The client gets every trait of the group that is in use and for its kind; asked again, nothing changes. */
    @PutMapping("/api/v1/clients/{id}/trait-groups/{groupId}")
    Mono<ResponseEntity<ClientResponse>> assignTraitGroup(
            @PathVariable UUID id,
            @PathVariable UUID groupId,
            @RequestHeader(name = ChangeOrigin.REASON_HEADER, required = false) @Nullable String reason) {
        return catalogue.find(DictionaryKind.TRAIT_GROUP, groupId)
                .flatMap(group -> dictionaries.all(group.traitIds()).collectList())
                .zipWith(Caller.current())
                .flatMap(found -> cards.change(id, card -> Map.of("traitIds", withGroup(card, found.getT1())),
                        ChangeOrigin.of(found.getT2().subject(), Channel.API, reason)))
                .map(client -> ResponseEntity.ok().eTag(ETags.of(client.version()))
                        .body(ClientResponse.masked(client)));
    }

    private static List<UUID> withGroup(ClientCard card, List<DictionaryEntry> traits) {
        return Stream.concat(card.traitIds().stream(), traits.stream()
                .filter(trait -> !trait.retired() && trait.isFor(card.kind().name()))
                .map(DictionaryEntry::id))
                .distinct()
                .toList();
    }
}
