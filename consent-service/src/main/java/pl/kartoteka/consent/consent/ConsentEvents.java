package pl.kartoteka.consent.consent;

import java.util.UUID;

import pl.kartoteka.consent.purpose.Channel;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.events.ConsentEvent.ConsentExpired;
import pl.kartoteka.events.ConsentEvent.ConsentGranted;
import pl.kartoteka.events.ConsentEvent.ConsentPending;
import pl.kartoteka.events.ConsentEvent.ConsentRefused;
import pl.kartoteka.events.ConsentEvent.ConsentReset;
import pl.kartoteka.events.ConsentEvent.ConsentWithdrawn;
import pl.kartoteka.events.ConsentState;

/** Consents in the published language. */
final class ConsentEvents {
    private ConsentEvents() {}

    static ConsentEvent of(Consent consent, Purpose purpose) {
        ConsentState state = new ConsentState(
                consent.clientId(),
                consent.purpose(),
                consent.status().name(),
                purpose.channels().stream().map(Channel::name).toList(),
                consent.askedAt(),
                consent.answeredAt(),
                consent.validUntil(),
                consent.version());
        return switch (consent.status()) {
            case PENDING -> new ConsentPending(state);
            case GRANTED -> new ConsentGranted(state);
            case REFUSED -> new ConsentRefused(state);
            case WITHDRAWN -> new ConsentWithdrawn(state);
            case EXPIRED -> new ConsentExpired(state);
            case NOT_ASKED -> new ConsentReset(state);
        };
    }

    static String key(UUID clientId, String purpose) {
        return clientId + "|" + purpose;
    }
}
