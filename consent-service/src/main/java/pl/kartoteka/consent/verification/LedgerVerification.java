package pl.kartoteka.consent.verification;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.ledger.Sha256;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import reactor.core.publisher.Mono;

/** Checks every chain against itself, its head, what lies beside it, the texts people were shown and the states that rest on it. */
@Component
class LedgerVerification {
    private static final int CLIENTS_AT_ONCE = 500;

    private final StoredChains chains;
    private final PurposeCatalogue purposes;
    private final Clock clock;
    private final AtomicLong length = new AtomicLong();

    LedgerVerification(StoredChains chains, PurposeCatalogue purposes, Clock clock, MeterRegistry meters) {
        this.chains = chains;
        this.purposes = purposes;
        this.clock = clock;
        Gauge.builder("kartoteka.ledger.length", length, AtomicLong::get)
                .description("Entries of the consent ledger, from the server's statistics")
                .register(meters);
    }

    /** The whole ledger, seen at one moment however long the reading takes. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Mono<Verification> verify() {
        return textHashes().flatMap(texts -> chains.clients(null, CLIENTS_AT_ONCE)
                .expand(page -> page.isEmpty()
                        ? Mono.empty()
                        : chains.clients(page.getLast(), CLIENTS_AT_ONCE))
                .filter(page -> !page.isEmpty())
                .concatMap(this::read)
                .collect(() -> new Tally(texts), Tally::add)
                .map(tally -> tally.result(clock.instant())));
    }

    @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    public Mono<Void> measure() {
        return chains.length().doOnNext(length::set).then();
    }

    private Mono<Stored> read(List<UUID> clients) {
        return chains.heads(clients)
                .collectMap(StoredHead::clientId)
                .flatMap(heads -> chains.entries(clients)
                        .collect(Collectors.groupingBy(StoredEntry::clientId))
                        .flatMap(entries -> chains.states(clients)
                                .collect(Collectors.groupingBy(StoredState::clientId))
                                .map(states -> new Stored(clients, heads, entries, states))));
    }

    private Mono<Map<String, String>> textHashes() {
        return purposes.all()
                .flatMapIterable(purpose -> purpose.texts().stream()
                        .map(text -> Map.entry(
                                ChainCheck.textKey(purpose.code(), text.language(), text.version()),
                                Sha256.of(text.text())))
                        .toList())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** A page of clients with all that is stored about them. */
    record Stored(
            List<UUID> clients,
            Map<UUID, StoredHead> heads,
            Map<UUID, List<StoredEntry>> entries,
            Map<UUID, List<StoredState>> states) {}
}
