package pl.kartoteka.gus.register;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** How a register does, as this instance has seen it. */
public record RegisterState(
        Register register,
        Environment environment,
        Condition condition,
        @Nullable String reason,
        @Nullable Instant retryAt,
        @Nullable Instant lastAnswerAt,
        @Nullable Instant lastFailureAt,
        List<Quota.Left> quota) {

    public enum Condition {
        /** Answers, or was not asked yet. */
        AVAILABLE,
        /** The last question failed. */
        DEGRADED,
        /** Failed so often that it is left alone for a while. */
        UNAVAILABLE,
        /** Its quota is spent. */
        LIMITED,
        /** Cannot be asked: something is missing in the configuration. */
        NOT_CONFIGURED
    }
}
