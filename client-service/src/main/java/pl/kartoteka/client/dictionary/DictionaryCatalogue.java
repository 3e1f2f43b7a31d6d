package pl.kartoteka.client.dictionary;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.dictionary.Dictionaries.Uses;
import pl.kartoteka.client.dictionary.DictionaryNames.Name;
import pl.kartoteka.events.DictionaryEvent;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.problem.ErrorCollector;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/** Adding to dictionaries, renaming and retiring what is in them, and removing what nobody uses. */
@Component
public class DictionaryCatalogue {
    private final Dictionaries dictionaries;
    private final DictionaryNames names;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    DictionaryCatalogue(Dictionaries dictionaries, DictionaryNames names, Outbox outbox, Ids ids, Clock clock) {
        this.dictionaries = dictionaries;
        this.names = names;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    /** The entry, and whether it is new: by its name alone whoever fills in a card adds what is missing, once for all. */
    record Added(DictionaryEntry entry, boolean isNew) {}

    @Transactional
    Mono<Added> add(DictionaryKind dictionary, DictionaryEntryRequest request) {
        String name = request.name();
        String code = request.code() != null ? request.code() : DictionaryNames.code(name);
        Mono<Added> added = request.code() != null
                ? addAs(code, dictionary, request)
                // The name may be there by another code, may come meanwhile, and its code may be another name's.
                : present(dictionary, name)
                        .switchIfEmpty(addAs(code, dictionary, request))
                        .switchIfEmpty(present(dictionary, name))
                        .switchIfEmpty(addAs(DictionaryNames.distinctCode(name), dictionary, request));
        return requireFitting(dictionary, request)
                .then(added.switchIfEmpty(Mono.error(() -> new DictionaryCodeInUse(code))));
    }

    /** None where the code is taken. */
    private Mono<Added> addAs(String code, DictionaryKind dictionary, DictionaryEntryRequest request) {
        return Mono.fromSupplier(() -> DictionaryEntry.of(ids.next(), dictionary, code, request, clock.instant()))
                .flatMap(entry -> dictionaries.add(entry)
                        .filter(added -> added)
                        .flatMap(_ -> outbox.append(DictionaryEvents.changed(entry))
                                .thenReturn(new Added(entry, true))));
    }

    /** @param change makes the new entry of the current one, or refuses to */
    @Transactional
    Mono<DictionaryEntry> change(
            DictionaryKind dictionary,
            UUID id,
            long version,
            Function<DictionaryEntry, DictionaryEntryRequest> change) {
        return current(dictionary, id, version).flatMap(entry -> {
            DictionaryEntryRequest request = change.apply(entry);
            if (!entry.code().equals(request.code())) {
                return Mono.error(new InvalidInput("code", "code.fixed"));
            }
            DictionaryEntry changed = entry.changed(request, clock.instant());
            return entry.saysTheSameAs(changed)
                    ? Mono.just(entry)
                    : requireFitting(dictionary, request).then(keep(changed));
        });
    }

    /** Gives the entry up for another: nobody refers to it any more, and cards that do are gone through by a job. */
    @Transactional
    public Mono<DictionaryEntry> giveUp(DictionaryKind dictionary, UUID id, long version, UUID another) {
        if (id.equals(another)) {
            return Mono.error(new InvalidInput("into", "merge.into-itself"));
        }
        return current(dictionary, id, version)
                .zipWith(dictionaries.held(List.of(another))
                        .filter(into -> into.dictionary() == dictionary && !into.retired())
                        .next()
                        .switchIfEmpty(Mono.error(() -> new InvalidInput("into", "dictionary-entry.unknown"))))
                .flatMap(both -> both.getT2().isForAllOf(both.getT1())
                        ? keep(both.getT1().givenUpFor(another, clock.instant())).delayUntil(_ -> passOn(id, another))
                        : Mono.error(new InvalidInput("into", "trait.not-of-kind")));
    }

    @Transactional
    Mono<Void> remove(DictionaryKind dictionary, UUID id, long version) {
        return current(dictionary, id, version).flatMap(this::removeUnused);
    }

    /** What is being merged into an entry that is given up itself goes on to the other. */
    private Mono<Void> passOn(UUID id, UUID another) {
        return dictionaries.beingMergedInto(id)
                .concatMap(entry -> keep(entry.givenUpFor(another, clock.instant())))
                .then();
    }

    /** As {@link #remove}, at whatever version it is; false where somebody still refers to it. Needs a transaction. */
    public Mono<Boolean> removeGivenUp(DictionaryKind dictionary, UUID id) {
        return dictionaries.locked(dictionary, id)
                .flatMap(entry -> removeUnused(entry).thenReturn(true))
                .onErrorResume(DictionaryEntryInUse.class, _ -> Mono.just(false))
                .defaultIfEmpty(true);
    }

    private Mono<Void> removeUnused(DictionaryEntry entry) {
        return dictionaries.uses(entry)
                .filter(Uses::any)
                .flatMap(uses -> Mono.<Void>error(new DictionaryEntryInUse(entry, uses)))
                .then(entry.mergedInto() == null
                        ? Mono.empty()
                        : dictionaries.succeed(entry, entry.mergedInto()))
                .then(dictionaries.remove(entry))
                .then(outbox.append(DictionaryEvents.removed(entry)))
                .then(outbox.appendTombstone(DictionaryEvent.TOPIC, entry.id().toString()));
    }

    private Mono<DictionaryEntry> keep(DictionaryEntry changed) {
        return dictionaries.change(changed)
                .then(outbox.append(DictionaryEvents.changed(changed)))
                .thenReturn(changed);
    }

    /** What goes by the name already; what is retired is not offered under it again. */
    private Mono<Added> present(DictionaryKind dictionary, String name) {
        return Mono.defer(() -> names.find(Set.of(new Name(dictionary, name))))
                .flatMap(found -> Mono.justOrEmpty(found.get(new Name(dictionary, name))))
                .flatMap(id -> dictionaries.find(dictionary, id))
                .map(entry -> {
                    if (entry.retired()) {
                        throw new DictionaryCodeInUse(entry.code());
                    }
                    return new Added(entry, false);
                });
    }

    /** Colours are for flags, kinds for traits, and what a trait group gathers are traits. */
    private Mono<Void> requireFitting(DictionaryKind dictionary, DictionaryEntryRequest request) {
        var errors = new ErrorCollector();
        if (request.colour() != null && dictionary != DictionaryKind.FLAG) {
            errors.add("colour", "dictionary.without-field");
        }
        boolean byKind = dictionary == DictionaryKind.TRAIT || dictionary == DictionaryKind.TRAIT_GROUP;
        if (!request.kinds().isEmpty() && !byKind) {
            errors.add("kinds", "dictionary.without-field");
        }
        if (!request.traitIds().isEmpty() && dictionary != DictionaryKind.TRAIT_GROUP) {
            errors.add("traitIds", "dictionary.without-field");
        }
        errors.throwIfAny();
        return dictionaries.held(request.traitIds())
                .filter(entry -> entry.dictionary() == DictionaryKind.TRAIT)
                .map(DictionaryEntry::id)
                .collect(Collectors.toSet())
                .doOnNext(traits -> {
                    for (int i = 0; i < request.traitIds().size(); i++) {
                        if (!traits.contains(request.traitIds().get(i))) {
                            errors.add("traitIds[" + i + "]", "dictionary-entry.unknown");
                        }
                    }
                    errors.throwIfAny();
                })
                .then();
    }

    public Mono<DictionaryEntry> find(DictionaryKind dictionary, UUID id) {
        return dictionaries.find(dictionary, id).switchIfEmpty(Mono.error(() -> new DictionaryEntryNotFound(id)));
    }

    Mono<List<DictionaryEntry>> list(ListedEntries listed, List<String> after, int limit) {
        return dictionaries.list(listed, after, limit);
    }

    Mono<Long> count(ListedEntries listed) {
        return dictionaries.count(listed);
    }

    /** As {@link #find}; nobody changes it until the transaction ends. */
    public Mono<DictionaryEntry> held(DictionaryKind dictionary, UUID id) {
        return dictionaries.held(List.of(id)).filter(entry -> entry.dictionary() == dictionary).next()
                .switchIfEmpty(Mono.error(() -> new DictionaryEntryNotFound(id)));
    }

    private Mono<DictionaryEntry> current(DictionaryKind dictionary, UUID id, long version) {
        return dictionaries.locked(dictionary, id)
                .switchIfEmpty(Mono.error(() -> new DictionaryEntryNotFound(id)))
                .doOnNext(entry -> IfMatch.check(version, entry.version()));
    }
}
