package pl.kartoteka.consent.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.events.PrivacyEvent.ErasureReceipt;
import pl.kartoteka.events.PrivacyEvent.ExportPart;
import pl.kartoteka.personal.Seal;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Asks every service about a person, takes the answers, and asks again while one is missing. */
@Component
class Questions {
    private final PrivacyCases cases;
    private final Askings askings;
    private final Trail trail;
    private final Outbox outbox;
    private final PrivacyProperties settings;
    private final Clock clock;

    Questions(
            PrivacyCases cases,
            Askings askings,
            Trail trail,
            Outbox outbox,
            PrivacyProperties settings,
            Clock clock) {
        this.cases = cases;
        this.askings = askings;
        this.trail = trail;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Where the case needs answers of others; in the transaction that started it. */
    Mono<Void> ask(PrivacyCase started) {
        return switch (started.kind()) {
            case ERASURE -> ask(new Asking(
                    started.id(), started.clientId(), Asking.What.ERASURE, 1, 1, clock.instant(), null, null, null,
                    null));
            case ACCESS, PORTABILITY -> {
                Seal.Keys keys = Seal.newKeys();
                yield ask(new Asking(
                        started.id(), started.clientId(), Asking.What.EXPORT, 1, 1, clock.instant(), null,
                        keys.publicKey(), keys.privateKey(), null));
            }
            case RECTIFICATION, RESTRICTION, OBJECTION -> Mono.empty();
        };
    }

    /** An export is done only when there is an archive to give. */
    Mono<Void> requireAnswered(PrivacyCase done) {
        return !done.kind().handsOut()
                ? Mono.empty()
                : askings.of(done.id())
                        .filter(asking -> asking.answeredAt() == null)
                        .flatMap(this::missing)
                        .flatMap(missing -> Mono.error(new AnswersMissing(missing)));
    }

    Mono<Void> dropArchive(PrivacyCase ended) {
        return askings.eraseArchive(ended.id())
                .filter(erased -> erased)
                .flatMap(_ -> trail.add(ended.id(), Trail.SYSTEM, TrailEvent.ARCHIVE_ERASED, Map.of()));
    }

    @Transactional
    public Mono<Void> take(ErasureReceipt receipt) {
        return open(receipt.requestId()).flatMap(found -> askings.keep(receipt)
                .then(trail.add(found.id(), receipt.service(), TrailEvent.ANSWERED, Map.of("round", receipt.round())))
                .then(askings.of(found.id()))
                .filter(asking -> asking.answeredAt() == null)
                .filterWhen(asking -> missing(asking).map(List::isEmpty))
                .flatMap(asking -> askings.answered(found.id(), clock.instant(), null).then(complete(found))));
    }

    @Transactional
    public Mono<Void> take(ExportPart part) {
        return open(part.requestId()).flatMap(found -> askings.of(found.id())
                .filter(asking -> asking.answeredAt() == null && asking.privateKey() != null)
                .filterWhen(asking -> missing(asking).map(missing -> missing.contains(part.service())))
                .delayUntil(_ -> askings.keep(part))
                .filter(_ -> part.last())
                .delayUntil(_ -> trail.add(
                        found.id(), part.service(), TrailEvent.ANSWERED, Map.of("round", part.round())))
                .filterWhen(asking -> missing(asking).map(List::isEmpty))
                .flatMap(_ -> askings.answered(found.id(), clock.instant(), settings.archiveKept())
                        .then(trail.add(found.id(), Trail.SYSTEM, TrailEvent.ARCHIVE_READY, Map.of()))));
    }

    /** Who has not answered yet. */
    Mono<List<String>> missing(Asking asking) {
        Flux<String> answered = asking.what() == Asking.What.ERASURE
                ? askings.receipts(asking.caseId(), asking.sinceRound()).map(Receipt::service)
                : askings.complete(asking.caseId()).map(Askings.Complete::service);
        return answered.collectList().map(there -> {
            var missing = new TreeSet<>(settings.services());
            there.forEach(missing::remove);
            return List.copyOf(missing);
        });
    }

    /** Cases with answers that have been missing for too long. */
    Flux<UUID> late() {
        return askings.late(askedBefore(), 100);
    }

    @Transactional
    public Mono<Void> askAgain(UUID caseId) {
        return cases.locked(caseId)
                .then(askings.askAgain(caseId, askedBefore(), clock.instant()))
                .flatMap(asking -> missing(asking)
                        .flatMap(missing -> trail.add(
                                caseId, Trail.SYSTEM, TrailEvent.ASKED_AGAIN,
                                Map.of("round", asking.round(), "missing", missing)))
                        .then(outbox.append(asking.event())));
    }

    /** Every erasure once more, after a backup was restored; how many. */
    @Transactional
    public Mono<Integer> applyErasuresAgain(String by) {
        return again(askings.erasures(), Map.of(), by);
    }

    /** The erasures of clients that were changed somewhere after everybody had erased them; in the transaction that hears of it. */
    Mono<Integer> applyErasuresAgain(Map<UUID, Instant> changedAt) {
        return again(askings.erasuresOf(changedAt.keySet()), changedAt, Trail.SYSTEM);
    }

    /** The cases are locked before anything of theirs is touched, as the receipts do that come in meanwhile. */
    private Mono<Integer> again(Flux<Asking> erasures, Map<UUID, Instant> changedAt, String by) {
        return erasures.collectList()
                .delayUntil(found -> cases.lock(found.stream().map(Asking::caseId).toList()))
                .flatMapIterable(found -> found)
                .concatMap(found -> askings.applyErasureAgain(
                        found.caseId(), changedAt.get(found.clientId()), clock.instant()))
                .concatMap(asking -> trail
                        .add(asking.caseId(), by, TrailEvent.APPLIED_AGAIN, Map.of("round", asking.round()))
                        .thenReturn(asking.event()))
                .collectList()
                .delayUntil(outbox::append)
                .map(List::size);
    }

    private Mono<Void> ask(Asking asking) {
        return askings.insert(asking)
                .then(trail.add(asking.caseId(), Trail.SYSTEM, TrailEvent.ASKED, Map.of("of", settings.services())))
                .then(outbox.append(asking.event()));
    }

    private Mono<Void> complete(PrivacyCase found) {
        PrivacyCase done = found.erased(clock.instant());
        return done == found
                ? Mono.empty()
                : cases.store(done)
                        .then(trail.add(found.id(), Trail.SYSTEM, TrailEvent.COMPLETED, Map.of()))
                        .then(trail.forgetNotes(found.clientId()))
                        .then();
    }

    /** An answer to a case that is not known here any more has nobody to go to. */
    private Mono<PrivacyCase> open(UUID caseId) {
        return cases.locked(caseId).onErrorResume(PrivacyRequestNotFound.class, _ -> Mono.empty());
    }

    private Instant askedBefore() {
        return clock.instant().minus(settings.chaseAfter());
    }
}
