package pl.kartoteka.client.dictionary;

import java.time.Instant;
import java.util.UUID;

record DictionaryEntryResponse(UUID id, String code, String name, long version, Instant createdAt, Instant updatedAt) {
    static DictionaryEntryResponse of(DictionaryEntry entry) {
        return new DictionaryEntryResponse(entry.id(), entry.code(), entry.name(), entry.version(), entry.createdAt(),
                entry.updatedAt());
    }
}
