package pl.kartoteka.client.dictionary;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An entry of a dictionary. The code is what criteria and other systems use and never changes; the name may.
 *
 * @param colour of a flag, as in {@code #ff8800}
 * @param kinds of a trait or trait group: the kinds of client it is for; all when empty
 * @param traitIds of a trait group: what is assigned together
 * @param retired whether it stays where it is used but is not offered for new use
 * @param mergedInto the entry that takes its place on the cards, while they are gone through
 */
public record DictionaryEntry(
        UUID id,
        DictionaryKind dictionary,
        String code,
        String name,
        @Nullable String colour,
        List<String> kinds,
        List<UUID> traitIds,
        boolean retired,
        @Nullable UUID mergedInto,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static DictionaryEntry of(UUID id, DictionaryKind dictionary, String code, DictionaryEntryRequest request,
            Instant at) {
        return new DictionaryEntry(id, dictionary, code, request.name(), request.colour(), request.kindNames(),
                request.traitIds(), request.retired(), null, 1, at, at);
    }

    static DictionaryEntry named(UUID id, DictionaryKind dictionary, String code, String name, Instant at) {
        return new DictionaryEntry(id, dictionary, code, name, null, List.of(), List.of(), false, null, 1, at, at);
    }

    public boolean isFor(String kind) {
        return kinds.isEmpty() || kinds.contains(kind);
    }

    boolean isForAllOf(DictionaryEntry other) {
        return kinds.isEmpty() || !other.kinds.isEmpty() && kinds.containsAll(other.kinds);
    }

    DictionaryEntry changed(DictionaryEntryRequest request, Instant at) {
        return new DictionaryEntry(id, dictionary, code, request.name(), request.colour(), request.kindNames(),
                request.traitIds(), request.retired(), mergedInto, version + 1, createdAt, at);
    }

    DictionaryEntry givenUpFor(UUID another, Instant at) {
        return new DictionaryEntry(id, dictionary, code, name, colour, kinds, traitIds, true, another, version + 1,
                createdAt, at);
    }

    boolean saysTheSameAs(DictionaryEntry other) {
        return equals(new DictionaryEntry(other.id, other.dictionary, other.code, other.name, other.colour, other.kinds,
                other.traitIds, other.retired, other.mergedInto, version, other.createdAt, updatedAt));
    }
}
