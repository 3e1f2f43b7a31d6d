package pl.kartoteka.consent.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a person is asked and says herself, through a link and without an account. */
@Component
public class OwnConsents {
    /** Who records what a person says herself. */
    private static final String HERSELF = "data-subject";

    private final ConsentRegistry registry;
    private final Consents consents;
    private final Clock clock;

    OwnConsents(ConsentRegistry registry, Consents consents, Clock clock) {
        this.registry = registry;
        this.consents = consents;
        this.clock = clock;
    }

    /**
     * Notes that the question was put with that text. A consent that holds stays in force while its owner is asked to renew
     * it; every other waits for the answer from now on.
     */
    public Mono<OwnConsent> ask(UUID clientId, String purpose, ShownText text, String reference, String askedBy) {
        var evidence = new EvidenceGiven(null, text.version(), text.language(), null, null, reference);
        Instant now = clock.instant();
        return find(clientId, purpose).flatMap(before -> before.isGranted()
                ? Mono.just(before)
                : registry.record(new RecordAnswer(
                        clientId, purpose, ConsentStatus.PENDING, now, null, evidence, null, askedBy))
                        .map(view -> OwnConsent.of(view.consent())));
    }

    /** Yes or no to the consent as it was seen; one that somebody has changed since is a {@link pl.kartoteka.http.StaleVersion}. */
    public Mono<OwnConsent> answer(OwnAnswer answer) {
        RecordAnswer command = command(
                answer.clientId(), answer.purpose(), answer.text(), answer.seenVersion(), answer.evidence());
        return (answer.yes() ? registry.record(command) : registry.decline(command))
                .map(view -> OwnConsent.of(view.consent()));
    }

    /**
     * No, whatever may have changed a moment ago: a withdrawal where there is a consent, a refusal where there is a question;
     * a no that a merge of clients brought becomes her own.
     *
     * @return the consent after it, or empty when there was nothing to say no to
     */
    public Mono<OwnConsent> endIfOpen(UUID clientId, String purpose, LinkEvidence evidence) {
        return find(clientId, purpose)
                .filter(before -> before.isOpen() || before.isNo())
                .flatMap(before -> registry.decline(command(clientId, purpose, null, null, evidence))
                        .filter(_ -> before.isOpen()))
                .map(view -> OwnConsent.of(view.consent()));
    }

    public Flux<OwnConsent> of(UUID clientId) {
        Instant now = clock.instant();
        return registry.of(clientId).map(view -> OwnConsent.of(view.consent()).at(now));
    }

    private Mono<OwnConsent> find(UUID clientId, String purpose) {
        return consents.find(clientId, purpose)
                .defaultIfEmpty(Consent.notAsked(clientId, purpose))
                .map(consent -> OwnConsent.of(consent).at(clock.instant()));
    }

    private static RecordAnswer command(
            UUID clientId, String purpose, @Nullable ShownText text, @Nullable Long seen, LinkEvidence link) {
        return new RecordAnswer(
                clientId, purpose, ConsentStatus.GRANTED, null, null, evidence(text, link), seen, HERSELF);
    }

    private static EvidenceGiven evidence(@Nullable ShownText text, LinkEvidence link) {
        return new EvidenceGiven(
                link.bySms() ? EvidenceMethod.SMS_LINK : EvidenceMethod.EMAIL_LINK,
                text == null ? null : text.version(),
                text == null ? null : text.language(),
                null,
                link.page(),
                link.reference());
    }

    /**
     * @param seenVersion of the consent, as it was when the person was shown it
     * @param text what she read; nothing for a plain no
     */
    public record OwnAnswer(
            UUID clientId,
            String purpose,
            boolean yes,
            long seenVersion,
            @Nullable ShownText text,
            LinkEvidence evidence) {}

    /**
     * @param page on which it was said
     * @param reference what led there: the request, the decision a message was sent on
     */
    public record LinkEvidence(String page, @Nullable String reference, boolean bySms) {}
}
