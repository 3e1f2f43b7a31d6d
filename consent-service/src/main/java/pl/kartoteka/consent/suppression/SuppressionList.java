package pl.kartoteka.consent.suppression;

import java.time.Clock;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.client.AddressHash;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.purpose.Channel;
import pl.kartoteka.events.MessageState;
import pl.kartoteka.http.Ids;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The use cases of the suppression list. */
@Component
class SuppressionList implements HoldsPersonalData {
    /** Who tells of messages that came back. */
    private static final String MESSAGING = "messaging-service";

    private final Suppressions suppressions;
    private final SuppressionMerge merge;
    private final KnownClients clients;
    private final AddressHash hash;
    private final Ids ids;
    private final Clock clock;

    SuppressionList(
            Suppressions suppressions,
            SuppressionMerge merge,
            KnownClients clients,
            AddressHash hash,
            Ids ids,
            Clock clock) {
        this.suppressions = suppressions;
        this.merge = merge;
        this.clients = clients;
        this.hash = hash;
        this.ids = ids;
        this.clock = clock;
    }

    /** Suppresses; what is suppressed already stays as it was first recorded. */
    @Transactional
    Mono<Suppression> suppress(SuppressContact command) {
        UUID clientId = command.clientId();
        Suppression wanted = new Suppression(
                ids.next(),
                clientId,
                hashed(command.address(), command.channel()),
                command.channel() == null ? null : command.channel().name(),
                command.reason().name(),
                command.note(),
                SuppressionSource.PERSON.name(),
                null,
                clock.instant(),
                command.by());
        Mono<Suppression> stored = suppressions.add(wanted);
        return clientId == null
                ? stored
                : clients.holdPresent(clientId).then(stored).delayUntil(_ -> merge.carryOn(clientId));
    }

    /** Suppresses where the message went, which is known by its client and channel only. */
    Mono<Void> suppressBounced(MessageState message) {
        return suppressions.addBounced(
                ids.next(), message.clientId(), message.channel(), "message/" + message.id(), clock.instant(),
                MESSAGING)
                .then(merge.carryOn(message.clientId()));
    }

    Mono<Suppression> find(UUID id) {
        return suppressions.find(id).switchIfEmpty(Mono.error(() -> new SuppressionNotFound(id)));
    }

    /** All, or those of a client, newest first. */
    Flux<Suppression> list(@Nullable UUID clientId, @Nullable UUID before, int limit) {
        return suppressions.list(clientId, before, limit);
    }

    Mono<Void> lift(UUID id) {
        return suppressions.delete(id)
                .filter(deleted -> deleted)
                .switchIfEmpty(Mono.error(() -> new SuppressionNotFound(id)))
                .then();
    }

    /** The address stays suppressed; what was noted about the client goes. */
    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return suppressions.blank(clientId)
                .map(notes -> Erasure.of("suppression-notes", notes))
                .zipWith(suppressions.count(clientId), (erasure, kept) -> erasure
                        .keeping("suppressions", kept, "OBJECTION_TO_CONTACT", null));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return suppressions.list(clientId, null, Integer.MAX_VALUE)
                .map(SuppressionResponse::of)
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("suppressions.json", "Wykluczenia z wysyłki", found))
                .flux();
    }

    private @Nullable String hashed(@Nullable String address, @Nullable Channel channel) {
        if (address == null) {
            return null;
        }
        return channel == Channel.EMAIL ? hash.ofEmail(address) : hash.ofPhone(address);
    }
}
