package pl.kartoteka.client.dictionary;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * @param kinds left out where the entry is for all
 * @param traitIds of a trait group
 */
record DictionaryEntryResponse(
        UUID id,
        String code,
        String name,
        @Nullable String colour,
        @Nullable List<String> kinds,
        @Nullable List<UUID> traitIds,
        boolean retired,
        @Nullable UUID mergedInto,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    static DictionaryEntryResponse of(DictionaryEntry entry) {
        return new DictionaryEntryResponse(entry.id(), entry.code(), entry.name(), entry.colour(),
                entry.kinds().isEmpty() ? null : entry.kinds(),
                entry.dictionary() == DictionaryKind.TRAIT_GROUP ? entry.traitIds() : null,
                entry.retired(), entry.mergedInto(), entry.version(), entry.createdAt(), entry.updatedAt());
    }
}
