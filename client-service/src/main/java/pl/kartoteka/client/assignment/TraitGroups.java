package pl.kartoteka.client.assignment;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.dictionary.Dictionaries;
import pl.kartoteka.client.dictionary.DictionaryCatalogue;
import pl.kartoteka.client.dictionary.DictionaryEntry;
import pl.kartoteka.client.dictionary.DictionaryKind;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.CardChanges;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Traits that are put on clients together. */
@Component
public class TraitGroups {
    private static final String GROUP = "traitGroupId";

    private final DictionaryCatalogue catalogue;
    private final Dictionaries dictionaries;
    private final CardChanges cards;

    TraitGroups(DictionaryCatalogue catalogue, Dictionaries dictionaries, CardChanges cards) {
        this.catalogue = catalogue;
        this.dictionaries = dictionaries;
        this.cards = cards;
    }

    /** A group that is in use, with its traits. */
    public record TraitGroup(DictionaryEntry group, List<DictionaryEntry> traits) {

        /** The traits of the card with those of the group that are in use and for its kind; refused where the group is not for it. */
        public List<UUID> beside(ClientCard card) {
            String kind = card.kind().name();
            if (!group.isFor(kind)) {
                throw new InvalidInput(GROUP, "trait-group.not-of-kind");
            }
            return Stream.concat(card.traitIds().stream(), traits.stream()
                    .filter(trait -> !trait.retired() && trait.isFor(kind))
                    .map(DictionaryEntry::id))
                    .distinct()
                    .toList();
        }
    }

    /** Held until the transaction ends. */
    public Mono<TraitGroup> inUse(UUID id) {
        return catalogue.held(DictionaryKind.TRAIT_GROUP, id)
                .flatMap(group -> group.retired()
                        ? Mono.error(new InvalidInput(GROUP, "dictionary-entry.retired"))
                        : dictionaries.all(group.traitIds()).collectList()
                                .map(traits -> new TraitGroup(group, traits)));
    }

    @Transactional
    Mono<Client> assign(UUID client, UUID group, long seen, ChangeOrigin origin) {
        return inUse(group).flatMap(found -> cards.change(client, seen,
                card -> Map.of("traitIds", found.beside(card)), origin));
    }
}
