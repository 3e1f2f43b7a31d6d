package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What happened in a case, when and by whom.
 *
 * @param note what somebody wrote; null after the client was erased
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TrailEntry(
        long position, Instant at, String by, TrailEvent event, Map<String, Object> detail, @Nullable String note) {}
