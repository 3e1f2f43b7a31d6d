package pl.kartoteka.events;

import java.util.Optional;
import java.util.UUID;

import pl.kartoteka.events.ClientEvent.ClientErased;

/**
 * What an emptied key of a compacted topic tells. After compaction a tombstone is all that is left of what happened, so
 * where it matters it is an event of its own.
 */
public final class Tombstones {
    private Tombstones() {}

    /**
     * The event the tombstone stands for; empty where it only clears the topic.
     *
     * @throws IllegalArgumentException when the key is not one of that family
     */
    public static <E extends Event> Optional<E> meaning(Class<E> family, String key) {
        return family == ClientEvent.class
                ? Optional.of(family.cast(new ClientErased(UUID.fromString(key), Long.MAX_VALUE)))
                : Optional.empty();
    }
}
