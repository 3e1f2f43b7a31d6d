package pl.kartoteka.client.registry;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/** POTENTIAL clients become STANDARD with their first sales document, once in their life. */
@Component
public class Promotions {
    private final Clients clients;
    private final CardReferences references;
    private final Outbox outbox;
    private final Clock clock;
    private final Counter promotions;

    Promotions(Clients clients, CardReferences references, Outbox outbox, Clock clock, MeterRegistry meters) {
        this.clients = clients;
        this.references = references;
        this.outbox = outbox;
        this.clock = clock;
        this.promotions = meters.counter("kartoteka.promotions");
    }

    /** Those that were promoted; needs a transaction. */
    public Mono<List<Client>> promote(Collection<UUID> ids, ChangeOrigin origin) {
        return ids.isEmpty()
                ? Mono.just(List.of())
                : clients.promote(ids, clock.instant(), origin).collectList()
                        .delayUntil(this::publish)
                        .doOnNext(promoted -> promotions.increment(promoted.size()));
    }

    private Mono<Void> publish(List<Client> promoted) {
        return references.named(promoted.stream().map(Client::card).toList())
                .flatMap(named -> outbox.append(
                        promoted.stream().map(client -> ClientEvents.promoted(client, named)).toList()));
    }
}
