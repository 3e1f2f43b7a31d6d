package pl.kartoteka.client.merge;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.registry.ClientResponse;

/**
 * A merge that was done.
 *
 * @param moved how much of what hung on the duplicate hangs on the survivor now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MergeResponse(UUID id, UUID survivorId, UUID duplicateId, Map<String, Integer> moved, Instant mergedAt,
        String mergedBy, @Nullable Instant undoneAt, @Nullable String undoneBy, @Nullable ClientResponse survivor,
        @Nullable ClientResponse duplicate) {}
