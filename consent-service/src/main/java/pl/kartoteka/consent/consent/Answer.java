package pl.kartoteka.consent.consent;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded: that the person was asked, or how she answered.
 *
 * @param seen the caller named the version this answer is to replace, so it is no accidental second answer
 * @param now when it is recorded; fills the dates that are not given
 */
record Answer(
        ConsentStatus to,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        boolean seen,
        Instant now) {

    Instant answered() {
        return answeredAt == null ? now : answeredAt;
    }

    /** When the question was put: as given, else as known before, but never after the answer to it. */
    Instant asked(@Nullable Instant before) {
        if (askedAt != null) {
            return askedAt;
        }
        return before == null || before.isAfter(answered()) ? answered() : before;
    }

    /** Whether this answers another question than the one answered at that instant. */
    boolean isToANewQuestionAfter(Instant answered) {
        return seen || (askedAt != null && askedAt.isAfter(answered));
    }

    boolean isNewerThan(Instant answered) {
        return answered().isAfter(answered);
    }
}
