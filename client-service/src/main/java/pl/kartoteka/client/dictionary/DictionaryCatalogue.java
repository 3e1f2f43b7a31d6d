package pl.kartoteka.client.dictionary;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Adding to dictionaries, renaming what is in them, and removing what nobody uses. */
@Component
class DictionaryCatalogue {
    private final Dictionaries dictionaries;
    private final Ids ids;
    private final Clock clock;

    DictionaryCatalogue(Dictionaries dictionaries, Ids ids, Clock clock) {
        this.dictionaries = dictionaries;
        this.ids = ids;
        this.clock = clock;
    }

    @Transactional
    Mono<DictionaryEntry> add(DictionaryKind dictionary, DictionaryEntryRequest request) {
        Instant now = clock.instant();
        var entry = new DictionaryEntry(ids.next(), dictionary, request.code(), request.name(), 1, now, now);
        return dictionaries.add(entry)
                .flatMap(added -> added ? Mono.just(entry) : Mono.error(new DictionaryCodeInUse(request.code())));
    }

    /** @param change makes the new entry of the current one, or refuses to */
    @Transactional
    Mono<DictionaryEntry> rename(
            DictionaryKind dictionary,
            UUID id,
            long version,
            Function<DictionaryEntry, DictionaryEntryRequest> change) {
        return current(dictionary, id, version).flatMap(entry -> {
            DictionaryEntryRequest request = change.apply(entry);
            if (!entry.code().equals(request.code())) {
                return Mono.error(new InvalidInput("code", "code.fixed"));
            }
            if (entry.name().equals(request.name())) {
                return Mono.just(entry);
            }
            DictionaryEntry renamed = entry.renamed(request.name(), clock.instant());
            return dictionaries.rename(renamed).thenReturn(renamed);
        });
    }

    @Transactional
    Mono<Void> remove(DictionaryKind dictionary, UUID id, long version) {
        return current(dictionary, id, version)
                .delayUntil(entry -> dictionaries.clientsReferringTo(entry)
                        .filter(clients -> clients > 0)
                        .flatMap(clients -> Mono.error(new DictionaryEntryInUse(entry, clients))))
                .flatMap(dictionaries::remove);
    }

    Mono<DictionaryEntry> find(DictionaryKind dictionary, UUID id) {
        return dictionaries.find(dictionary, id).switchIfEmpty(Mono.error(() -> new DictionaryEntryNotFound(id)));
    }

    Mono<List<DictionaryEntry>> list(DictionaryKind dictionary, @Nullable String after, int limit) {
        return dictionaries.list(dictionary, after, limit);
    }

    Mono<Long> count(DictionaryKind dictionary) {
        return dictionaries.count(dictionary);
    }

    private Mono<DictionaryEntry> current(DictionaryKind dictionary, UUID id, long version) {
        return dictionaries.locked(dictionary, id)
                .switchIfEmpty(Mono.error(() -> new DictionaryEntryNotFound(id)))
                .doOnNext(entry -> IfMatch.check(version, entry.version()));
    }
}
