package pl.kartoteka.consent.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.consent.client.ClientErased;
import pl.kartoteka.consent.client.ClientNotFound;
import pl.kartoteka.consent.client.ClientStanding;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.evidence.EvidenceFiles;
import pl.kartoteka.consent.ledger.ConsentLedger;
import pl.kartoteka.consent.ledger.Fact;
import pl.kartoteka.consent.ledger.HistoryEntry;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.consent.purpose.PurposeText;
import pl.kartoteka.events.ConsentEvent;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import pl.kartoteka.problem.InvalidInput;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static java.util.Objects.requireNonNull;

/**
 * Records what clients agreed to. Every change takes the lock on the client's chain first and reads afterwards, so changes
 * of one client's consents happen one after the other: of two parallel answers the second meets the state the first left.
 */
@Component
public class ConsentRegistry implements HoldsPersonalData {
    private final KnownClients clients;
    private final PurposeCatalogue purposes;
    private final ConsentLedger ledger;
    private final Consents consents;
    private final ConsentRecords records;
    private final EvidenceFiles evidenceFiles;
    private final Outbox outbox;
    private final TransactionalOperator inTransaction;
    private final Clock clock;

    ConsentRegistry(
            KnownClients clients,
            PurposeCatalogue purposes,
            ConsentLedger ledger,
            Consents consents,
            ConsentRecords records,
            EvidenceFiles evidenceFiles,
            Outbox outbox,
            TransactionalOperator inTransaction,
            Clock clock) {
        this.clients = clients;
        this.purposes = purposes;
        this.ledger = ledger;
        this.consents = consents;
        this.records = records;
        this.evidenceFiles = evidenceFiles;
        this.outbox = outbox;
        this.inTransaction = inTransaction;
        this.clock = clock;
    }

    /** Records an answer, or that the question was put. */
    Mono<ConsentView> record(RecordAnswer command) {
        return record(command, _ -> Optional.of(command.status()));
    }

    /** As {@link #record}, in the transaction there is. A refusal leaves that transaction as it was. */
    Mono<ConsentView> recordWithin(RecordAnswer command) {
        return clients.require(command.clientId())
                .then(clients.requireUnmerged(command.clientId()))
                .then(locked(command, _ -> Optional.of(command.status())));
    }

    /**
     * Records that the person says no, from wherever the consent stands: nobody has to know what was agreed before to be
     * left alone. Where a no of her own stands already nothing is added; one that a merge brought becomes her own. A no of a duplicate is one of whoever stands for it, too.
     */
    public Mono<ConsentView> decline(RecordAnswer command) {
        return clients.require(command.clientId())
                .then(lockLine(command.clientId()))
                .flatMapIterable(line -> line)
                .concatMap(client -> locked(command.of(client), before -> Consent.no(before.status())))
                .last()
                .as(inTransaction::transactional);
    }

    /** Whoever stands for the client, all chains locked: a merge is either seen here, or waits and then sees the no. */
    private Mono<List<UUID>> lockLine(UUID clientId) {
        Mono<List<UUID>> line = clients.succession(clientId).collectList();
        return line.flatMap(seen -> ledger.lock(seen)
                .then(line)
                .flatMap(now -> now.equals(seen) ? Mono.just(seen) : lockLine(clientId)));
    }

    /** Every purpose with where the client stands on it; those never asked about included. */
    Flux<ConsentView> of(UUID clientId) {
        Mono<Map<String, ConsentView>> recorded = consents.of(clientId)
                .map(ConsentView.Row::view)
                .collectMap(view -> view.consent().purpose());
        return inBeing(clientId).then(recorded).flatMapMany(known -> purposes.all()
                .filter(purpose -> purpose.active() || known.containsKey(purpose.code()))
                .map(purpose -> known.getOrDefault(
                        purpose.code(),
                        new ConsentView(Consent.notAsked(clientId, purpose.code()), null))));
    }

    Mono<ConsentView> of(UUID clientId, String purpose) {
        return inBeing(clientId)
                .then(purposes.require(purpose))
                .then(view(clientId, purpose));
    }

    /** What was recorded about the client and the purpose, the oldest first. An erasure leaves it without its details. */
    Flux<HistoryEntry> history(UUID clientId, String purpose) {
        return clients.require(clientId)
                .then(purposes.require(purpose))
                .thenMany(ledger.history(clientId, purpose));
    }

    /** Ends consents that have run out, the longest due first; the number of those ended. */
    @Transactional
    public Mono<Integer> expire(int limit) {
        Instant now = clock.instant();
        return consents.due(now, limit)
                .collectList()
                .filter(due -> !due.isEmpty())
                .flatMap(due -> ledger.lock(
                        due.stream().map(Consents.Due::clientId).toList())
                        .collectList()
                        .flatMap(heads -> expired(due, now).flatMap(changes -> records.write(heads, changes))))
                .defaultIfEmpty(0);
    }

    /** The instant at which the next consent runs out. */
    public Mono<Instant> nextEnd() {
        return consents.nextEnd();
    }

    /** What was agreed to goes with everything personal in its proof; the chain stays and says that it was erased. */
    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return ledger.lock(List.of(clientId)).single().flatMap(head -> Mono.zip(
                ledger.eraseDetails(clientId), consents.forget(clientId).collectList())
                .delayUntil(gone -> gone.getT1() + gone.getT2().size() == 0
                        ? Mono.empty()
                        : ledger.append(List.of(head), List.of(Fact.erasure(clientId, clock.instant()))))
                .delayUntil(gone -> Flux.fromIterable(gone.getT2()).concatMap(purpose -> outbox
                        .appendTombstone(ConsentEvent.TOPIC, ConsentEvents.key(clientId, purpose))))
                .map(gone -> Erasure.of("consents", gone.getT2().size())
                        .and(Erasure.of("consent-evidence", gone.getT1()))
                        .keeping("consent-ledger-entries", head.length(), "ACCOUNTABILITY", null)));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        Mono<PersonalFile> stands = consents.of(clientId)
                .map(ConsentView.Row::view)
                .map(ConsentResponse::of)
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("consents.json", "Zgody", found));
        Mono<PersonalFile> history = ledger.history(clientId)
                .collectList()
                .filter(found -> !found.isEmpty())
                .map(found -> PersonalFile.json("consent-history.json", "Historia zgód", found));
        return Flux.concat(stands, history);
    }

    /** Records that the person objects to a purpose (GDPR article 21), from wherever the consent stands. */
    public Mono<Void> object(UUID clientId, String purpose, String reference, String by) {
        var evidence = new EvidenceGiven(EvidenceMethod.OTHER, null, null, null, null, reference);
        return decline(new RecordAnswer(clientId, purpose, ConsentStatus.REFUSED, null, null, evidence, null, by))
                .then();
    }

    private Mono<ConsentView> record(RecordAnswer command, Function<Consent, Optional<ConsentStatus>> move) {
        return clients.require(command.clientId())
                .then(inTransaction.transactional(
                        clients.requireUnmerged(command.clientId()).then(locked(command, move))));
    }

    private Mono<ConsentView> locked(RecordAnswer given, Function<Consent, Optional<ConsentStatus>> move) {
        return proven(given).flatMap(command -> lockedWith(command, move));
    }

    /** With the hash of the file that is named as proof, so that the ledger vouches for the file. */
    private Mono<RecordAnswer> proven(RecordAnswer given) {
        UUID attachment = given.evidence().attachmentId();
        return attachment == null
                ? Mono.just(given)
                : evidenceFiles.find(given.clientId(), attachment)
                        .map(file -> given.with(given.evidence().hashed(file.sha256())))
                        .switchIfEmpty(Mono.error(
                                () -> new InvalidInput("evidence.attachmentId", "evidence.attachment-unknown")));
    }

    private Mono<ConsentView> lockedWith(RecordAnswer command, Function<Consent, Optional<ConsentStatus>> move) {
        return ledger.lock(List.of(command.clientId()))
                .single()
                .delayUntil(_ -> requirePresent(command.clientId()))
                .flatMap(head -> purposes.require(command.purpose()).flatMap(purpose -> current(command)
                        .zipWhen(before -> isBrought(command, before), (before, brought) -> moves(
                                before, brought, purpose, command, move))
                        .flatMap(changes -> records.write(List.of(head), changes))
                        .then(view(command.clientId(), command.purpose()))));
    }

    private Mono<ConsentView> view(UUID clientId, String purpose) {
        return consents.of(clientId)
                .map(ConsentView.Row::view)
                .filter(view -> view.consent().purpose().equals(purpose))
                .next()
                .defaultIfEmpty(new ConsentView(Consent.notAsked(clientId, purpose), null));
    }

    private Mono<ClientStanding> inBeing(UUID clientId) {
        return clients.require(clientId)
                .filter(standing -> standing != ClientStanding.ERASED)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(clientId)));
    }

    private Mono<ClientStanding> requirePresent(UUID clientId) {
        return clients.find(clientId)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(clientId)))
                .filter(standing -> standing != ClientStanding.ERASED)
                .switchIfEmpty(Mono.error(() -> new ClientErased(clientId)));
    }

    private Mono<Consent> current(RecordAnswer command) {
        return consents.find(command.clientId(), command.purpose())
                .defaultIfEmpty(Consent.notAsked(command.clientId(), command.purpose()))
                .doOnNext(consent -> {
                    if (command.expectedVersion() != null) {
                        IfMatch.check(command.expectedVersion(), consent.version());
                    }
                });
    }

    /** Whether a no stands because of a merge, so that it would go again with it. */
    private Mono<Boolean> isBrought(RecordAnswer command, Consent before) {
        return isNo(before.status())
                ? consents.of(command.clientId())
                        .filter(row -> row.purposeCode().equals(command.purpose()))
                        .any(row -> ConsentMerge.isOfAMerge(row.entry()))
                : Mono.just(false);
    }

    /** The answer as one move, after the expiry that was due before it. */
    private List<Change> moves(
            Consent stored,
            boolean brought,
            Purpose purpose,
            RecordAnswer command,
            Function<Consent, Optional<ConsentStatus>> move) {
        if (!purpose.takesAnswers()) {
            throw new PurposeNeedsNoConsent(purpose);
        }
        Instant now = clock.instant();
        PurposeText text = shown(purpose, command.evidence());
        List<Change> changes = new ArrayList<>();
        Consent before = stored;
        if (stored instanceof Consent.Granted granted && !granted.holdsAt(now)) {
            before = granted.expire();
            changes.add(Change.expired(stored, before, purpose, now));
        }
        Optional<ConsentStatus> to = move.apply(before);
        if (to.isEmpty()) {
            if (brought) {
                changes.add(Change.answered(
                        before, before.become(before, before.closedAt()), purpose, command, text, now));
            }
            return changes;
        }
        Answer answer = new Answer(
                to.get(),
                command.askedAt(),
                command.answeredAt(),
                command.expectedVersion() != null,
                now);
        if (purpose.takesObjections() && isNo(before.status()) && answer.to() == ConsentStatus.PENDING) {
            // Decisions deny an objection and not an open question: asking alone must not lift it.
            throw new ConsentTransition(before, answer.to());
        }
        Consent after = before.answer(answer, purpose.validityDays());
        boolean opens = after instanceof Consent.Pending || after instanceof Consent.Granted;
        if (opens && !purpose.active()) {
            throw new PurposeRetired(purpose.code());
        }
        changes.add(Change.answered(before, after, purpose, command, text, now));
        return changes;
    }

    private static boolean isNo(ConsentStatus status) {
        return status == ConsentStatus.REFUSED || status == ConsentStatus.WITHDRAWN;
    }

    private static @Nullable PurposeText shown(Purpose purpose, EvidenceGiven evidence) {
        Integer version = evidence.textVersion();
        if (version == null) {
            return null;
        }
        return purpose.text(version, evidence.textLanguage())
                .orElseThrow(() -> new InvalidInput("evidence.textVersion", "text-version.unknown"));
    }

    private Mono<List<Change>> expired(Collection<Consents.Due> due, Instant now) {
        return Mono.zip(
                consents.stillDue(due, now).collectList(),
                purposes.all().collectMap(Purpose::code),
                (granted, byCode) -> granted.stream()
                        .flatMap(consent -> consent instanceof Consent.Granted g ? Stream.of(g) : Stream.empty())
                        .map(consent -> Change.expired(
                                consent, consent.expire(), requireNonNull(byCode.get(consent.purpose())), now))
                        .collect(Collectors.toList()));
    }
}
