package pl.kartoteka.consent.privacy;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** Where a case stands. What is closed stays closed. */
sealed interface CaseState {
    record Received() implements CaseState {}

    record InProgress() implements CaseState {}

    record Completed(Instant at) implements CaseState {}

    /** The controller need not do it (article 12(5)), and told the person why. */
    record Refused(Instant at) implements CaseState {}

    /** The person no longer wants it. */
    record Withdrawn(Instant at) implements CaseState {}

    default boolean open() {
        return closedAt() == null;
    }

    default @Nullable Instant closedAt() {
        return switch (this) {
            case Received _,InProgress _ -> null;
            case Completed(var at) -> at;
            case Refused(var at) -> at;
            case Withdrawn(var at) -> at;
        };
    }

    default CaseStatus status() {
        return switch (this) {
            case Received _ -> CaseStatus.RECEIVED;
            case InProgress _ -> CaseStatus.IN_PROGRESS;
            case Completed _ -> CaseStatus.COMPLETED;
            case Refused _ -> CaseStatus.REFUSED;
            case Withdrawn _ -> CaseStatus.WITHDRAWN;
        };
    }

    /** As stored. */
    static CaseState of(CaseStatus status, @Nullable Instant closedAt) {
        Instant at = closedAt == null ? Instant.EPOCH : closedAt;
        return switch (status) {
            case RECEIVED -> new Received();
            case IN_PROGRESS -> new InProgress();
            case COMPLETED -> new Completed(at);
            case REFUSED -> new Refused(at);
            case WITHDRAWN -> new Withdrawn(at);
        };
    }
}
