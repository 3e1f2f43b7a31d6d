package pl.kartoteka.consent.preference;

import java.time.Clock;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.consent.client.ClientErased;
import pl.kartoteka.consent.client.ClientNotFound;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.consent.OwnConsent;
import pl.kartoteka.consent.consent.OwnConsents;
import pl.kartoteka.consent.consent.OwnConsents.LinkEvidence;
import pl.kartoteka.consent.link.UnsubscribeLink;
import pl.kartoteka.consent.purpose.LegalBasis;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.events.ClientUnsubscribed;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The way out. What has ended already is a success, and so is that we know nobody any more: nothing will be sent. It counts
 * for whom the client was merged into as well.
 */
@Component
class Unsubscription {
    private final OwnConsents consents;
    private final PurposeCatalogue purposes;
    private final KnownClients clients;
    private final Outbox outbox;
    private final TransactionalOperator inTransaction;
    private final Clock clock;

    Unsubscription(
            OwnConsents consents,
            PurposeCatalogue purposes,
            KnownClients clients,
            Outbox outbox,
            TransactionalOperator inTransaction,
            Clock clock) {
        this.consents = consents;
        this.purposes = purposes;
        this.clients = clients;
        this.outbox = outbox;
        this.inTransaction = inTransaction;
        this.clock = clock;
    }

    /** Whether something is sent for the purpose of the link now, and the purpose. */
    Mono<WayOut> look(UnsubscribeLink link) {
        return purposes.require(link.purpose()).flatMap(purpose -> clients.succession(link.clientId())
                .concatMap(this::consentsOf)
                .collectList()
                .map(own -> new WayOut(
                        purpose,
                        own.stream().anyMatch(one -> one.purpose().equals(link.purpose()) && one.isOpen()),
                        own.stream().anyMatch(OwnConsent::isOpen))));
    }

    /** Ends the consent to the purpose of the link. */
    Mono<Void> end(UnsubscribeLink link) {
        return everyOne(link).concatMapDelayError(client -> end(client, link.purpose(), link)).then();
    }

    /** Ends every consent, that to the purpose of the link first. */
    Mono<Void> endAll(UnsubscribeLink link) {
        return end(link)
                .thenMany(purposes.all().filter(purpose -> purpose.legalBasis() == LegalBasis.CONSENT).collectList())
                .concatMap(all -> everyOne(link)
                        .concatMapDelayError(client -> Flux.fromIterable(all)
                                .concatMapDelayError(purpose -> end(client, purpose.code(), link))))
                .then();
    }

    private Flux<UUID> everyOne(UnsubscribeLink link) {
        return clients.succession(link.clientId());
    }

    private Mono<OwnConsent> end(UUID clientId, String purpose, UnsubscribeLink link) {
        var evidence = new LinkEvidence("public/unsubscribe", "consent-decision/" + link.decisionId(), false);
        return consents.endIfOpen(clientId, purpose, evidence)
                .delayUntil(ended -> outbox.append(new ClientUnsubscribed(
                        clientId, purpose, link.decisionId(), clock.instant(), ended.version())))
                .as(inTransaction::transactional)
                .onErrorResume(Unsubscription::isGone, _ -> Mono.empty());
    }

    private Flux<OwnConsent> consentsOf(UUID clientId) {
        return consents.of(clientId).onErrorResume(Unsubscription::isGone, _ -> Mono.empty());
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof ClientErased || failure instanceof ClientNotFound;
    }

    /**
     * @param open whether there is something to say no to for this purpose
     * @param anyOpen whether there is for any
     */
    record WayOut(Purpose purpose, boolean open, boolean anyOpen) {}
}
