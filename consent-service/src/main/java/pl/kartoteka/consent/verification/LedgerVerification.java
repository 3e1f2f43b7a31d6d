package pl.kartoteka.consent.verification;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.ledger.Sha256;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.consent.seal.LedgerKeys;
import reactor.core.publisher.Mono;

/** Checks every chain against itself, its head, what lies beside it, the texts people were shown and the states that rest on it. */
@Component
class LedgerVerification {
    private final StoredChains chains;
    private final StoredHeads heads;
    private final LedgerKeys keys;
    private final PurposeCatalogue purposes;
    private final Clock clock;
    private final AtomicLong length = new AtomicLong();

    LedgerVerification(
            StoredChains chains,
            StoredHeads heads,
            LedgerKeys keys,
            PurposeCatalogue purposes,
            Clock clock,
            MeterRegistry meters) {
        this.chains = chains;
        this.heads = heads;
        this.keys = keys;
        this.purposes = purposes;
        this.clock = clock;
        Gauge.builder("kartoteka.ledger.length", length, AtomicLong::get)
                .description("Entries of the consent ledger, from the server's statistics")
                .register(meters);
    }

    /** The whole ledger, seen at one moment however long the reading takes. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Mono<Verification> verify() {
        return textHashes().flatMap(texts -> checkedHeads().flatMap(signed -> chains.all()
                .collect(() -> new Tally(texts, signed), Tally::add)
                .map(tally -> tally.result(clock.instant()))));
    }

    @Scheduled(fixedDelay = 30, timeUnit = TimeUnit.SECONDS)
    public Mono<Void> measure() {
        return chains.length().doOnNext(length::set).then();
    }

    private Mono<SignedHeadsCheck> checkedHeads() {
        return heads.all().collect(() -> new SignedHeadsCheck(keys), (check, page) -> check.add(page));
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
}
