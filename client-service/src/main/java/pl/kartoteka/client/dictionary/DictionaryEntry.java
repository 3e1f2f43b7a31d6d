package pl.kartoteka.client.dictionary;

import java.time.Instant;
import java.util.UUID;

/** An entry of a dictionary. The code is what criteria and other systems use and never changes; the name may. */
public record DictionaryEntry(
        UUID id,
        DictionaryKind dictionary,
        String code,
        String name,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    DictionaryEntry renamed(String newName, Instant at) {
        return new DictionaryEntry(id, dictionary, code, newName, version + 1, createdAt, at);
    }
}
