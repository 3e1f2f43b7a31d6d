package pl.kartoteka.consent.decision;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.client.ClientStanding;
import pl.kartoteka.consent.consent.ConsentStatus;
import pl.kartoteka.consent.purpose.Channel;
import pl.kartoteka.consent.purpose.Purpose;

/**
 * May this be done now? Whatever is not plainly permitted is denied.
 *
 * @param channel null for a purpose that reaches nobody, like profiling
 * @param at the instant the answer holds for
 */
record Question(Purpose purpose, @Nullable Channel channel, Instant at) {

    Reason decide(Circumstances client) {
        if (ClientStanding.ERASED.name().equals(client.standing())) {
            return Reason.ERASED;
        }
        if (client.standing() == null) {
            return Reason.UNKNOWN_CLIENT;
        }
        if (client.merged()) {
            return Reason.MERGED;
        }
        if (client.restricted()) {
            return Reason.RESTRICTED;
        }
        if (client.suppressed()) {
            return Reason.SUPPRESSED;
        }
        if (!ClientStanding.ACTIVE.name().equals(client.standing())) {
            return Reason.INACTIVE;
        }
        if (!purpose.active()) {
            return Reason.PURPOSE_RETIRED;
        }
        if (channel == null ? !purpose.channels().isEmpty() : !purpose.opens(channel)) {
            return Reason.CHANNEL_NOT_OPENED;
        }
        Reason byBasis = byBasis(client);
        return byBasis.allows() && channel != null && !client.reachable() ? Reason.NO_ADDRESS : byBasis;
    }

    private Reason byBasis(Circumstances client) {
        return switch (purpose.legalBasis()) {
            case CONSENT -> byConsent(client);
            case CONTRACT -> Reason.CONTRACT;
            case LEGAL_OBLIGATION -> Reason.LEGAL_OBLIGATION;
            case VITAL_INTEREST -> Reason.VITAL_INTEREST;
            case PUBLIC_TASK -> Reason.PUBLIC_TASK;
            case LEGITIMATE_INTEREST -> hasObjected(client) ? Reason.OBJECTED : Reason.LEGITIMATE_INTEREST;
        };
    }

    private Reason byConsent(Circumstances client) {
        return switch (status(client)) {
            case NOT_ASKED -> Reason.NO_CONSENT;
            case PENDING -> Reason.PENDING;
            case REFUSED -> Reason.REFUSED;
            case WITHDRAWN -> Reason.WITHDRAWN;
            case EXPIRED -> Reason.EXPIRED;
            case GRANTED -> holds(client) ? Reason.GRANTED : Reason.EXPIRED;
        };
    }

    private boolean hasObjected(Circumstances client) {
        ConsentStatus status = status(client);
        return status == ConsentStatus.REFUSED || status == ConsentStatus.WITHDRAWN;
    }

    private boolean holds(Circumstances client) {
        return client.validUntil() == null || at.isBefore(client.validUntil());
    }

    private static ConsentStatus status(Circumstances client) {
        return client.status() == null ? ConsentStatus.NOT_ASKED : ConsentStatus.valueOf(client.status());
    }
}
