package pl.kartoteka.consent.privacy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.personal.SealedPiece;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is shown of the cases: themselves, their trail, the certificate of an erasure, the archive of an export. */
@Component
class PrivacyRecords {
    private final PrivacyCases cases;
    private final Askings askings;
    private final Questions questions;
    private final Trail trail;
    private final Clock clock;

    PrivacyRecords(PrivacyCases cases, Askings askings, Questions questions, Trail trail, Clock clock) {
        this.cases = cases;
        this.askings = askings;
        this.questions = questions;
        this.trail = trail;
        this.clock = clock;
    }

    Mono<PrivacyCaseResponse> find(UUID id) {
        return cases.find(id).flatMap(this::whole);
    }

    Mono<PrivacyCaseResponse> whole(PrivacyCase shown) {
        return askings.of(shown.id())
                .flatMap(this::answers)
                .map(answers -> response(shown, answers))
                .switchIfEmpty(Mono.fromSupplier(() -> response(shown, null)));
    }

    Flux<PrivacyCaseResponse> list(PrivacyCases.CaseFilter filter, PrivacyCases.@Nullable After after, int limit) {
        return cases.list(filter, after, limit).map(shown -> response(shown, null));
    }

    Flux<TrailEntry> trail(UUID id) {
        return cases.find(id).thenMany(trail.of(id));
    }

    /** {@link AnswersMissing} while a receipt is missing. */
    Mono<Certificate> certificate(UUID id) {
        return cases.find(id).flatMap(shown -> askings.of(id)
                .filter(asking -> asking.what() == Asking.What.ERASURE)
                .switchIfEmpty(Mono.error(() -> new AnswersMissing(List.of())))
                .delayUntil(asking -> questions.missing(asking)
                        .filter(missing -> !missing.isEmpty())
                        .flatMap(missing -> Mono.error(new AnswersMissing(missing))))
                .flatMap(asking -> askings.receipts(id, 0).collectList().map(receipts -> new Certificate(
                        id,
                        shown.clientId(),
                        shown.receivedAt(),
                        asking.askedAt(),
                        asking.answeredAt() == null ? clock.instant() : asking.answeredAt(),
                        receipts))));
    }

    /** Notes who takes the archive, and gives its pieces; {@link AnswersMissing} before it is whole. */
    @Transactional
    public Mono<Flux<Archive.Piece>> open(UUID id, String by) {
        return cases.locked(id).then(askings.of(id)
                .filter(asking -> asking.what() == Asking.What.EXPORT)
                .switchIfEmpty(Mono.error(() -> new AnswersMissing(List.of()))))
                .flatMap(asking -> {
                    byte[] key = asking.privateKey();
                    if (key == null) {
                        return Mono.error(new ArchiveGone());
                    }
                    return asking.answeredAt() == null
                            ? questions.missing(asking).flatMap(missing -> Mono.error(new AnswersMissing(missing)))
                            : trail.add(id, by, TrailEvent.ARCHIVE_DOWNLOADED, Map.of()).thenReturn(pieces(id, key));
                });
    }

    private Flux<Archive.Piece> pieces(UUID id, byte[] key) {
        return askings.complete(id).collectList().flatMapMany(Flux::fromIterable).concatMap(service -> askings
                .parts(id, service)
                .map(part -> new Archive.Piece(part.service(), SealedPiece.open(
                        key, part.sealed(), SealedPiece.context(id, part.service(), part.round(), part.number())))));
    }

    private Mono<PrivacyCaseResponse.Answers> answers(Asking asking) {
        boolean erasure = asking.what() == Asking.What.ERASURE;
        Mono<List<Receipt>> receipts = askings.receipts(asking.caseId(), 0).collectList();
        return Mono.zip(questions.missing(asking), receipts).map(known -> new PrivacyCaseResponse.Answers(
                asking.round(),
                asking.askedAt(),
                asking.answeredAt(),
                known.getT1(),
                erasure ? known.getT2() : null,
                asking.expiresAt()));
    }

    private PrivacyCaseResponse response(PrivacyCase shown, PrivacyCaseResponse.@Nullable Answers answers) {
        return PrivacyCaseResponse.of(shown, answers, Deadline.day(clock.instant()));
    }
}
