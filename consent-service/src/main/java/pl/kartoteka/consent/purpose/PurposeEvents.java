package pl.kartoteka.consent.purpose;

import pl.kartoteka.events.PurposeEvent;
import pl.kartoteka.events.PurposeEvent.PurposeDefined;
import pl.kartoteka.events.PurposeEvent.PurposeRetired;
import pl.kartoteka.events.PurposeEvent.PurposeState;

/** Purposes in the published language. */
final class PurposeEvents {
    private PurposeEvents() {}

    static PurposeEvent of(Purpose purpose) {
        PurposeState state = new PurposeState(
                purpose.code(),
                purpose.name(),
                purpose.legalBasis().name(),
                purpose.channels().stream().map(Channel::name).toList(),
                purpose.validityDays(),
                purpose.active(),
                purpose.version());
        return purpose.active() ? new PurposeDefined(state) : new PurposeRetired(state);
    }
}
