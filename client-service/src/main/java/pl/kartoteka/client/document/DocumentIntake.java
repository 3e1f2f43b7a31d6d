package pl.kartoteka.client.document;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.registry.ErasedPersons;
import pl.kartoteka.client.registry.Promotions;
import pl.kartoteka.http.Ids;
import reactor.core.publisher.Mono;

/** Takes sales documents in, and lets the first one make its client STANDARD. */
@Component
class DocumentIntake {
    private static final Duration NET = Duration.ofMinutes(10);
    private static final String OURSELVES = "client-service";

    private final SalesDocuments documents;
    private final ErasedPersons erased;
    private final Promotions promotions;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    DocumentIntake(SalesDocuments documents, ErasedPersons erased, Promotions promotions, Ids ids, Clock clock,
            MeterRegistry meters) {
        this.documents = documents;
        this.erased = erased;
        this.promotions = promotions;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * The document as it stands afterwards, whether or not this telling of it changed anything. Only when it is kept is it known
     * whether its client was erased meanwhile; the refusal undoes it.
     */
    @Transactional
    Mono<KeptDocument> take(SalesDocument document) {
        return keep(document, clock.instant())
                .delayUntil(kept -> refuseWhatWasErased(document, kept))
                .delayUntil(kept -> promote(List.of(kept), document.source()))
                .doOnNext(kept -> count(kept.isNew() ? "new" : "changed"))
                .switchIfEmpty(Mono.defer(() -> {
                    count("outdated");
                    return documents.find(document.source(), document.number());
                }));
    }

    private Mono<KeptDocument> keep(SalesDocument document, Instant now) {
        return documents.keep(ids.next(), document.changedNoLaterThan(now), now);
    }

    private Mono<Void> refuseWhatWasErased(SalesDocument document, KeptDocument kept) {
        Mono<Boolean> byNumber = kept.clientId() == null && kept.nip() != null
                ? erased.knowsNip(kept.nip())
                : Mono.just(false);
        return documents.concernsErased(document)
                .filterWhen(concerns -> concerns ? Mono.just(true) : byNumber)
                .flatMap(_ -> {
                    count("erased");
                    return Mono.error(new DocumentOfErasedClient());
                });
    }

    /** The net under documents and clients that arrive at the same instant. */
    @Transactional
    @Scheduled(initialDelay = 2, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    Mono<Void> attachLate() {
        return Mono.defer(() -> attach(clock.instant().minus(NET)));
    }

    /** Under that net another, as wide as all that waits: what slipped through while we were away is found when we are back. */
    @Transactional
    @Scheduled(initialDelay = 15, fixedDelay = 600, timeUnit = TimeUnit.SECONDS)
    Mono<Void> attachForgotten() {
        return attach(Instant.EPOCH);
    }

    private Mono<Void> attach(Instant since) {
        return documents.attachLate(since)
                .collectList()
                .flatMap(attached -> promote(attached, OURSELVES));
    }

    private Mono<Void> promote(List<KeptDocument> kept, String source) {
        List<UUID> trading = kept.stream()
                .filter(KeptDocument::isSale)
                .map(KeptDocument::clientId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return promotions.promote(trading, new ChangeOrigin(source, Channel.SALES_DOCUMENT, null)).then();
    }

    private void count(String outcome) {
        meters.counter("kartoteka.sales.documents", "outcome", outcome).increment();
    }
}
