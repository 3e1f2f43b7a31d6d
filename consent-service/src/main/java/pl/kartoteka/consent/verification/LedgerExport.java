package pl.kartoteka.consent.verification;

import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.consent.seal.SignedHead;
import pl.kartoteka.consent.verification.StoredChains.Stored;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives the whole ledger out, so that it can be checked by somebody who has nothing else. */
@Component
class LedgerExport {
    private static final int FORMAT = 1;

    private final StoredChains chains;
    private final StoredHeads heads;
    private final PurposeCatalogue purposes;
    private final Clock clock;

    LedgerExport(StoredChains chains, StoredHeads heads, PurposeCatalogue purposes, Clock clock) {
        this.chains = chains;
        this.heads = heads;
        this.purposes = purposes;
        this.clock = clock;
    }

    /** All as of one moment, however long the reading takes. */
    @Transactional(isolation = Isolation.REPEATABLE_READ, readOnly = true)
    public Flux<ExportLine> export(boolean details) {
        AtomicLong lines = new AtomicLong();
        return Flux.<ExportLine>concat(
                Flux.just(new ExportLine.Ledger(FORMAT, clock.instant(), details)),
                heads.all().concatMapIterable(LedgerExport::signed),
                texts(),
                chains.all().concatMapIterable(page -> stored(page, details)))
                .doOnNext(_ -> lines.incrementAndGet())
                .concatWith(Mono.fromSupplier(() -> new ExportLine.End(lines.get())));
    }

    private static List<ExportLine> signed(StoredHeads.Sealed page) {
        return page.heads().stream()
                .flatMap(head -> Stream.<ExportLine>concat(
                        Stream.of(line(head)),
                        page.of(head).stream().map(seal -> new ExportLine.Seal(
                                seal.number(), seal.clientId(), seal.length(), seal.hash()))))
                .toList();
    }

    private static ExportLine line(SignedHead head) {
        return new ExportLine.Head(
                head.number(), head.head(), head.hash(), Base64.getEncoder().encodeToString(head.signature()));
    }

    private Flux<ExportLine> texts() {
        return purposes.all().flatMapIterable(purpose -> purpose.texts().stream()
                .<ExportLine>map(text -> new ExportLine.Text(
                        purpose.code(), text.language(), text.version(), text.text()))
                .toList());
    }

    private static List<ExportLine> stored(Stored page, boolean details) {
        return page.clients().stream().flatMap(client -> stored(client, page, details)).toList();
    }

    private static Stream<ExportLine> stored(UUID client, Stored page, boolean details) {
        Stream<ExportLine> entries = page.entries().getOrDefault(client, List.of()).stream()
                .map(entry -> new ExportLine.Entry(
                        client,
                        entry.position(),
                        entry.entry(),
                        entry.hash(),
                        details ? entry.salt() : null,
                        details ? entry.detail() : null));
        StoredHead head = page.heads().get(client);
        Stream<ExportLine> end = head == null
                ? Stream.empty()
                : Stream.of(new ExportLine.Chain(client, head.length(), head.hash()));
        Stream<ExportLine> states = page.states().getOrDefault(client, List.of()).stream()
                .map(state -> new ExportLine.State(
                        client,
                        state.purposeCode(),
                        state.status(),
                        state.askedAt(),
                        state.answeredAt(),
                        state.validUntil(),
                        state.closedAt(),
                        state.version(),
                        state.position()));
        return Stream.of(entries, end, states).flatMap(lines -> lines);
    }
}
