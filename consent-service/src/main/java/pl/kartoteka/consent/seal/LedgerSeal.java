package pl.kartoteka.consent.seal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.consent.seal.SignedHeads.Grown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Signs heads: by itself when chains have grown, and whenever it is asked to. */
@Component
class LedgerSeal {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSeal.class);
    private static final int AT_ONCE = 20_000;

    private final SignedHeads heads;
    private final LedgerKeys keys;
    private final TransactionalOperator inTransaction;
    private final Clock clock;

    LedgerSeal(SignedHeads heads, LedgerKeys keys, TransactionalOperator inTransaction, Clock clock) {
        this.heads = heads;
        this.keys = keys;
        this.inTransaction = inTransaction;
        this.clock = clock;
    }

    /** A head of this moment, also when nothing changed since the last one. */
    Mono<SignedHead> signNow() {
        return signOne(true).expand(this::more).last();
    }

    @Scheduled(fixedDelayString = "${kartoteka.consent.sign-every}", initialDelayString = "${kartoteka.consent.sign-every}")
    public Mono<Void> sign() {
        return Mono.defer(this::sealGrown).onErrorResume(failure -> {
            LOG.warn("No head of the consent ledger was signed, tried again later", failure);
            return Mono.empty();
        });
    }

    /** Newest first, from below that number. */
    Flux<SignedHead> page(@Nullable Long below, int limit) {
        return heads.page(below, limit);
    }

    private Mono<Void> sealGrown() {
        return signOne(false).expand(this::more).then();
    }

    /** One head seals so many chains; a longer backlog takes several. */
    private Mono<SignedHead> more(SignedHead head) {
        return head.says().path("sealed").asInt() < AT_ONCE ? Mono.empty() : signOne(false);
    }

    private Mono<SignedHead> signOne(boolean evenIfNothingGrew) {
        return inTransaction.transactional(heads.lock()
                .then(heads.takeGrown(AT_ONCE))
                .filter(grown -> evenIfNothingGrew || !grown.isEmpty())
                .flatMap(this::store));
    }

    private Mono<SignedHead> store(List<Grown> grown) {
        long newChains = grown.stream().filter(chain -> chain.before() == 0).count();
        long newEntries = grown.stream().mapToLong(chain -> chain.length() - chain.before()).sum();
        return heads.last().map(SignedHead.Last::of).defaultIfEmpty(SignedHead.Last.NONE).flatMap(last -> {
            List<SealedChain> sealed = grown.stream().map(chain -> chain.sealedBy(last.number() + 1)).toList();
            SignedHead head = SignedHead.next(
                    last, sealed, newChains, newEntries, keys, clock.instant().truncatedTo(ChronoUnit.MICROS));
            // Logs are kept elsewhere than the database: a copy that whoever rewrites the one does not reach.
            return heads.store(head, sealed)
                    .doOnSuccess(_ -> LOG.info("Head {} of the consent ledger: {}", head.number(), head.hash()))
                    .thenReturn(head);
        });
    }
}
