package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.privacy.CaseState.Completed;
import pl.kartoteka.consent.privacy.CaseState.InProgress;
import pl.kartoteka.consent.privacy.CaseState.Received;
import pl.kartoteka.consent.privacy.CaseState.Refused;
import pl.kartoteka.consent.privacy.CaseState.Withdrawn;

/**
 * What one person asked for at one time.
 *
 * @param purposes what an objection is against
 * @param inForce whether decisions heed the restriction
 */
record PrivacyCase(
        UUID id,
        long version,
        UUID clientId,
        PrivacyKind kind,
        CaseState state,
        List<String> purposes,
        Instant receivedAt,
        LocalDate dueOn,
        @Nullable Integer extendedMonths,
        boolean inForce,
        String createdBy) {

    static PrivacyCase received(
            UUID id, UUID clientId, PrivacyKind kind, List<String> purposes, Instant receivedAt, String by) {
        return new PrivacyCase(
                id, 1, clientId, kind, new Received(), purposes, receivedAt, Deadline.of(receivedAt), null,
                kind == PrivacyKind.RESTRICTION, by);
    }

    PrivacyCase start() {
        return state instanceof Received ? to(new InProgress(), inForce) : refuseMove(CaseStatus.IN_PROGRESS);
    }

    /** By hand. An erasure is complete when every service has sent its receipt, and not before. */
    PrivacyCase complete(Instant at) {
        return kind == PrivacyKind.ERASURE || !(state instanceof InProgress)
                ? refuseMove(CaseStatus.COMPLETED)
                : to(new Completed(at), inForce);
    }

    /** Every service has answered. */
    PrivacyCase erased(Instant at) {
        return state instanceof InProgress ? to(new Completed(at), false) : this;
    }

    PrivacyCase refuse(Instant at) {
        return reversible() ? to(new Refused(at), false) : refuseMove(CaseStatus.REFUSED);
    }

    PrivacyCase withdraw(Instant at) {
        return reversible() ? to(new Withdrawn(at), false) : refuseMove(CaseStatus.WITHDRAWN);
    }

    /** A restriction ends; the person was told before (article 18(3)). */
    PrivacyCase lift() {
        if (!inForce) {
            throw new NotInForce();
        }
        return to(state, false);
    }

    PrivacyCase extend(int months, Instant at) {
        boolean inTime = !Deadline.day(at).isAfter(Deadline.of(receivedAt));
        if (!state.open() || extendedMonths != null || !inTime) {
            throw new ExtensionTooLate(Deadline.of(receivedAt));
        }
        return new PrivacyCase(
                id, version + 1, clientId, kind, state, purposes, receivedAt,
                Deadline.extended(receivedAt, months), months, inForce, createdBy);
    }

    /** Nothing of the case changes but its trail; the version still rises, so that of two writers one is told. */
    PrivacyCase noted() {
        return to(state, inForce);
    }

    /** Once erasing has begun there is no way back. */
    private boolean reversible() {
        return state instanceof Received || state instanceof InProgress && kind != PrivacyKind.ERASURE;
    }

    private PrivacyCase to(CaseState next, boolean heeded) {
        return new PrivacyCase(
                id, version + 1, clientId, kind, next, purposes, receivedAt, dueOn, extendedMonths, heeded, createdBy);
    }

    private PrivacyCase refuseMove(CaseStatus to) {
        throw new PrivacyTransition(state.status(), to);
    }
}
