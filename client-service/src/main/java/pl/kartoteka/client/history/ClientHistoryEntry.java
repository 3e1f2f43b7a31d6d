package pl.kartoteka.client.history;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One field in one change.
 *
 * @param field null where the change as a whole is all there is to say
 * @param who the subject that made the change
 * @param why in that subject's words, where given
 */
record ClientHistoryEntry(
        UUID clientId,
        long version,
        String action,
        @Nullable String field,
        @Nullable JsonNode from,
        @Nullable JsonNode to,
        String who,
        Instant when,
        @Nullable String why,
        String channel) {}
