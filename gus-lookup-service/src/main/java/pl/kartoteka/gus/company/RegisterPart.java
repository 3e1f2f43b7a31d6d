package pl.kartoteka.gus.company;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.lookup.Freshness;
import pl.kartoteka.gus.lookup.Lookup;
import pl.kartoteka.gus.lookup.RegisterUnavailable;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Register;
import pl.kartoteka.gus.register.RegisterFailure;

/**
 * What one register contributed.
 *
 * @param lookupId of the kept answer
 * @param proof the register's own id of its answer
 * @param reason why nothing is known, when the outcome is UNKNOWN
 */
record RegisterPart(
        Register register,
        Outcome outcome,
        @Nullable Environment environment,
        @Nullable Freshness freshness,
        @Nullable Instant checkedAt,
        @Nullable UUID lookupId,
        @Nullable String proof,
        RegisterFailure.@Nullable Reason reason,
        @Nullable Long retryAfterSeconds) {

    static RegisterPart of(Lookup lookup) {
        var answer = lookup.answer();
        return new RegisterPart(answer.register(), answer.outcome(), answer.environment(), lookup.freshness(),
                answer.checkedAt(), answer.id(), answer.proof().id(), null, null);
    }

    static RegisterPart of(RegisterUnavailable unavailable) {
        var wait = unavailable.retryAfter();
        return new RegisterPart(unavailable.register(), Outcome.UNKNOWN, null, null, null, null, null,
                unavailable.reason(), wait == null ? null : wait.toSeconds());
    }
}
