package pl.kartoteka.consent.consent;

import java.util.Collection;
import java.util.List;

import org.springframework.stereotype.Component;
import pl.kartoteka.consent.ledger.ChainHead;
import pl.kartoteka.consent.ledger.ConsentLedger;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/** Writes changes of consents: the entries that prove them, the states that decisions read, the events. */
@Component
class ConsentRecords {
    private final ConsentLedger ledger;
    private final Consents consents;
    private final Outbox outbox;

    ConsentRecords(ConsentLedger ledger, Consents consents, Outbox outbox) {
        this.ledger = ledger;
        this.consents = consents;
        this.outbox = outbox;
    }

    /** In the transaction that locked the heads; how many there were. */
    Mono<Integer> write(Collection<ChainHead> heads, List<Change> changes) {
        if (changes.isEmpty()) {
            return Mono.just(0);
        }
        return ledger.append(heads, changes.stream().map(Change::fact).toList())
                .delayUntil(entries -> consents.store(changes, entries))
                .delayUntil(_ -> outbox.append(changes.stream()
                        .map(change -> ConsentEvents.of(change.after(), change.purpose()))
                        .toList()))
                .thenReturn(changes.size());
    }
}
