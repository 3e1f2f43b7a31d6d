package pl.kartoteka.events;

/** What happened to a consent. Key: {@code client|purpose}; sequence: version of the consent. */
public sealed interface ConsentEvent extends Event {
    String TOPIC = "kartoteka.consents.v1";

    ConsentState consent();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return consent().clientId() + "|" + consent().purpose();
    }

    @Override
    default long sequence() {
        return consent().version();
    }

    /** The person was asked and has not answered yet. */
    @EventType("kartoteka.consent.pending.v1")
    record ConsentPending(ConsentState consent) implements ConsentEvent {}

    @EventType("kartoteka.consent.granted.v1")
    record ConsentGranted(ConsentState consent) implements ConsentEvent {}

    @EventType("kartoteka.consent.refused.v1")
    record ConsentRefused(ConsentState consent) implements ConsentEvent {}

    /** GDPR article 7(3). */
    @EventType("kartoteka.consent.withdrawn.v1")
    record ConsentWithdrawn(ConsentState consent) implements ConsentEvent {}

    @EventType("kartoteka.consent.expired.v1")
    record ConsentExpired(ConsentState consent) implements ConsentEvent {}

    /** An answer that had come with the merge of a duplicate went with its undoing: the person was never asked. */
    @EventType("kartoteka.consent.reset.v1")
    record ConsentReset(ConsentState consent) implements ConsentEvent {}
}
