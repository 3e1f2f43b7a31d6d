package pl.kartoteka.gus.batch;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.lookup.Freshness;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Register;

/**
 * What one register said about one number.
 *
 * @param position of the number in the request, from 0
 * @param outcome null while it is open
 * @param reason why it is UNKNOWN or INVALID, or is to be asked again
 * @param lookupId of the kept answer, {@code GET /lookups/{id}}
 * @param proof the register's own id of its answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchResult(
        Integer position,
        Register register,
        String number,
        @Nullable BatchOutcome outcome,
        @Nullable Freshness freshness,
        @Nullable String reason,
        @Nullable UUID lookupId,
        @Nullable Instant checkedAt,
        @Nullable String proof,
        @Nullable Environment environment,
        @Nullable String name,
        @Nullable String vatStatus) {}
