package pl.kartoteka.consent.consent;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** Answers recorded without the detour over HTTP. */
public final class Answers {
    private final ConsentRegistry consents;
    private final OwnConsents own;

    public Answers(ApplicationContext context) {
        this.consents = context.getBean(ConsentRegistry.class);
        this.own = context.getBean(OwnConsents.class);
    }

    public void grant(UUID client) {
        record(client, ConsentStatus.GRANTED, null);
    }

    public void grantAt(UUID client, Instant answeredAt) {
        record(client, ConsentStatus.GRANTED, answeredAt);
    }

    public void withdraw(UUID client) {
        record(client, ConsentStatus.WITHDRAWN, null);
    }

    /** The person says no and does not know to what. */
    public ConsentStatus decline(UUID client) {
        return Objects.requireNonNull(consents.decline(new RecordAnswer(
                client, "EMAIL_MARKETING", ConsentStatus.WITHDRAWN, null, null, EvidenceGiven.NONE, null, "test"))
                .block()).consent().status();
    }

    /** By the link of a message that was sent when there was something to say no to. */
    public void unsubscribe(UUID client) {
        own.endIfOpen(client, "EMAIL_MARKETING", new OwnConsents.LinkEvidence("public/unsubscribe", null, false))
                .block();
    }

    private void record(UUID client, ConsentStatus status, @Nullable Instant answeredAt) {
        consents.record(new RecordAnswer(
                client, "EMAIL_MARKETING", status, null, answeredAt, EvidenceGiven.NONE, null, "test"))
                .block();
    }
}
