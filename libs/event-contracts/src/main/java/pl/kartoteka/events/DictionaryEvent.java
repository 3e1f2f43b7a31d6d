package pl.kartoteka.events;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an entry of a dictionary. Key: entry id; sequence: version of the entry. Clients carry the code and the name an entry had when they changed last;
 * who shows names keeps them from here.
 */
public sealed interface DictionaryEvent extends Event {
    String TOPIC = "kartoteka.dictionaries.v1";

    UUID entryId();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return entryId().toString();
    }

    /** The entry is new or was renamed, retired or changed otherwise. */
    @EventType("kartoteka.dictionary-entry.changed.v1")
    record DictionaryEntryChanged(DictionaryState entry) implements DictionaryEvent {
        @Override
        public UUID entryId() {
            return entry.id();
        }

        @Override
        public long sequence() {
            return entry.version();
        }
    }

    /**
     * No client has the entry any more; a tombstone of its key follows.
     *
     * @param mergedInto the entry that took its place; null where nobody had it
     */
    @EventType("kartoteka.dictionary-entry.removed.v1")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DictionaryEntryRemoved(UUID entryId, String dictionary, String code, @Nullable UUID mergedInto, long version)
            implements
                DictionaryEvent {

        @Override
        public long sequence() {
            return version;
        }
    }

    /**
     * @param dictionary GROUP, TRAIT, TRAIT_GROUP, SOURCE, INDUSTRY or FLAG
     * @param colour of a flag, as in {@code #ff8800}
     * @param kinds the kinds of client a trait is for; null when all
     * @param traitIds of a trait group
     * @param retired whether it is not offered for new use
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DictionaryState(
            UUID id,
            String dictionary,
            String code,
            String name,
            @Nullable String colour,
            @Nullable List<String> kinds,
            @Nullable List<UUID> traitIds,
            boolean retired,
            @Nullable UUID mergedInto,
            long version) {}
}
