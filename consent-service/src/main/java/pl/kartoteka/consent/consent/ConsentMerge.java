package pl.kartoteka.consent.consent;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.client.ClientStanding;
import pl.kartoteka.consent.client.FollowsMerge;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.ledger.ChainHead;
import pl.kartoteka.consent.ledger.ConsentLedger;
import pl.kartoteka.consent.ledger.Fact.Origin;
import pl.kartoteka.consent.ledger.LedgerEntry;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static java.util.Objects.requireNonNull;

/**
 * What becomes of the consents of clients that turn out to be one: per purpose the strictest counts ({@link Strictness}), as an
 * entry in the survivor's chain that names the duplicate's. When the merge is undone, what it brought goes again; what the person
 * answered since stays.
 */
@Component
class ConsentMerge implements FollowsMerge {
    private final KnownClients clients;
    private final PurposeCatalogue purposes;
    private final ConsentLedger ledger;
    private final Consents consents;
    private final ConsentRecords records;
    private final Clock clock;

    ConsentMerge(
            KnownClients clients,
            PurposeCatalogue purposes,
            ConsentLedger ledger,
            Consents consents,
            ConsentRecords records,
            Clock clock) {
        this.clients = clients;
        this.purposes = purposes;
        this.ledger = ledger;
        this.consents = consents;
        this.records = records;
        this.clock = clock;
    }

    /** What merging the two would come to, per purpose; nothing is changed. */
    Flux<Merged> preview(UUID survivor, UUID duplicate) {
        Instant now = clock.instant();
        return clients.require(survivor)
                .then(clients.require(duplicate))
                .then(rows(survivor))
                .flatMapMany(kept -> rows(duplicate).flatMapIterable(brought -> {
                    List<Merged> merged = new ArrayList<>();
                    kept.forEach((purpose, row) -> {
                        if (!brought.containsKey(purpose)) {
                            merged.add(Merged.of(row.view().consent(), Consent.notAsked(duplicate, purpose), now));
                        }
                    });
                    brought.forEach((purpose, row) -> merged.add(
                            Merged.of(consent(kept.get(purpose), survivor, purpose), row.view().consent(), now)));
                    merged.sort(Comparator.comparing(Merged::purpose));
                    return merged;
                }));
    }

    @Override
    public Mono<Void> merged(UUID duplicate, UUID survivor) {
        return clients.find(survivor)
                .filter(standing -> standing == ClientStanding.ERASED)
                .hasElement()
                .filter(erased -> !erased)
                .flatMap(_ -> lockLine(duplicate, survivor))
                .flatMap(heads -> byCode().flatMap(catalogue -> rows(survivor).flatMap(kept -> rows(duplicate)
                        .map(brought -> bring(survivor, kept, brought, catalogue))
                        .flatMap(changes -> records.write(heads, changes)))))
                .then();
    }

    @Override
    public Mono<Void> parted(UUID duplicate, UUID survivor) {
        return lockLine(survivor, survivor)
                .flatMap(heads -> byCode().flatMap(catalogue -> rows(survivor)
                        .flatMapIterable(Map::values)
                        .filter(row -> isOfAMerge(row.entry()))
                        .concatMap(row -> withoutMerge(row, catalogue))
                        .collectList()
                        .flatMap(changes -> records.write(heads, changes))))
                .then();
    }

    /** With whoever stands for the survivor: what goes up the line step by step is locked at once and in order. */
    private Mono<List<ChainHead>> lockLine(UUID duplicate, UUID survivor) {
        return clients.succession(survivor)
                .startWith(duplicate)
                .collectList()
                .flatMap(line -> ledger.lock(line).collectList());
    }

    private List<Change> bring(
            UUID survivor,
            Map<String, ConsentView.Row> kept,
            Map<String, ConsentView.Row> brought,
            Map<String, Purpose> catalogue) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Change> changes = new ArrayList<>();
        brought.forEach((code, row) -> {
            Purpose purpose = requireNonNull(catalogue.get(code));
            Consent stored = consent(kept.get(code), survivor, code);
            Consent before = Strictness.at(now, stored);
            Consent duplicate = Strictness.at(now, row.view().consent());
            if (Strictness.isStricter(duplicate, before)) {
                if (before != stored) {
                    changes.add(Change.expired(stored, before, purpose, now));
                }
                Consent after = before.become(
                        duplicate, Strictness.latest(before.closedAt(), duplicate.closedAt()));
                changes.add(Change.followed(Origin.MERGE, before, after, proof(row), purpose, now));
            }
        });
        return changes;
    }

    /** The consent as it would be had the merge not been: its own last state, and what those bring that are still merged. */
    private Mono<Change> withoutMerge(ConsentView.Row row, Map<String, Purpose> catalogue) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Consent before = row.view().consent();
        UUID survivor = before.clientId();
        Mono<Consent> own = ledger.lastOwn(survivor, before.purpose())
                .map(entry -> Strictness.at(now, ConsentRow.told(survivor, before.purpose(), entry)))
                .defaultIfEmpty(Consent.notAsked(survivor, before.purpose()));
        Mono<List<ConsentView.Row>> others = clients.duplicatesOf(survivor)
                .concatMap(consents::of)
                .filter(other -> other.purposeCode().equals(before.purpose()))
                .collectList();
        return Mono.zip(own, others, (alone, merged) -> {
            Consent after = alone;
            Proof proof = null;
            for (ConsentView.Row other : merged) {
                Consent brought = Strictness.at(now, other.view().consent());
                if (Strictness.isStricter(brought, after)) {
                    after = brought;
                    proof = proof(other);
                }
            }
            return Change.followed(Origin.MERGE_UNDONE, before, before.become(after, after.closedAt()), proof,
                    requireNonNull(catalogue.get(before.purpose())), now);
        });
    }

    private Mono<Map<String, ConsentView.Row>> rows(UUID client) {
        return consents.of(client).collectMap(ConsentView.Row::purposeCode);
    }

    private Mono<Map<String, Purpose>> byCode() {
        return purposes.all().collectMap(Purpose::code);
    }

    private static Consent consent(ConsentView.@Nullable Row row, UUID client, String purpose) {
        return row == null ? Consent.notAsked(client, purpose) : row.view().consent();
    }

    private static Proof proof(ConsentView.Row row) {
        return Proof.of(row.clientId(), row.entry(), row.hash());
    }

    static boolean isOfAMerge(String entry) {
        JsonNode origin = LedgerEntry.read(entry).path("origin");
        return origin.asString("").equals(Origin.MERGE.name())
                || origin.asString("").equals(Origin.MERGE_UNDONE.name());
    }

    /** What merging would come to for one purpose. */
    record Merged(
            String purpose, ConsentStatus survivor, ConsentStatus duplicate, ConsentStatus result, boolean changed) {

        private static Merged of(Consent survivor, Consent duplicate, Instant now) {
            Consent kept = Strictness.at(now, survivor);
            Consent brought = Strictness.at(now, duplicate);
            boolean changed = Strictness.isStricter(brought, kept);
            return new Merged(
                    survivor.purpose(),
                    kept.status(),
                    brought.status(),
                    changed ? brought.status() : kept.status(),
                    changed);
        }
    }
}
