package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.client.registry.PeselMarking.Point;
import pl.kartoteka.client.registry.PeselMarking.Unmarked;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.JobStatus;
import pl.kartoteka.jobs.Jobs;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Marks cards whose PESEL was sealed before marks were kept, so that imports know these people, too. Nobody has changed anything: no version,
 * history or event tells of it.
 */
@Component
class PeselMarking implements JobKind<Unmarked, Point> {
    private static final Logger log = LoggerFactory.getLogger(PeselMarking.class);
    private static final String NAME = "pesel-marking";
    private static final int CARDS_OF_A_STEP = 500;

    private static final String UNMARKED = "card ->> 'pesel' is not null and card ->> 'peselMark' is null";

    /** Who is being changed at the moment gets a mark with that change. */
    private static final String SOME = "select id, card ->> 'pesel' as sealed from client where " + UNMARKED
            + " and id > :after order by id limit :limit for update skip locked";

    private final DatabaseClient database;
    private final CardJson cards;
    private final Jobs jobs;
    private final TransactionalOperator transaction;

    PeselMarking(DatabaseClient database, CardJson cards, Jobs jobs, TransactionalOperator transaction) {
        this.database = database;
        this.cards = cards;
        this.jobs = jobs;
        this.transaction = transaction;
    }

    /** All there are. */
    record Unmarked() {}

    /** @param unread whose seal does not open */
    record Point(UUID after, long marked, long unread) {
        static final Point START = new Point(new UUID(0, 0), 0, 0);
    }

    /** Again each day, because an instance of an earlier version may have written cards since. */
    @Scheduled(initialDelay = 15, fixedDelay = 24 * 60 * 60, timeUnit = TimeUnit.SECONDS)
    Mono<Void> begin() {
        return Mono.defer(() -> lock()
                .then(Mono.defer(this::isCalledFor))
                .filter(needed -> needed)
                .flatMap(_ -> jobs.submit(this, "client-service", new Unmarked()))
                .as(transaction::transactional)
                .doOnError(failure -> log.warn("PESELs are not marked: {}", failure.getClass().getName()))
                .onErrorComplete()
                .then());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Unmarked> input() {
        return Unmarked.class;
    }

    @Override
    public Class<Point> checkpoint() {
        return Point.class;
    }

    @Override
    public Flux<Step<Unmarked, Point>> steps(JobRun<Unmarked, Point> run) {
        return Flux.<Step<Unmarked, Point>>just(this::markSome).repeat();
    }

    @Override
    public Mono<Void> tidyUp(JobRun<Unmarked, Point> run, JobStatus end) {
        Point reached = position(run);
        return Mono.fromRunnable(() -> log.info("PESELs marked: {}, unreadable: {}", reached.marked(),
                reached.unread()));
    }

    private Mono<Void> lock() {
        return database.sql("select pg_advisory_xact_lock(hashtext('client-service.pesel-marking'))").then();
    }

    private Mono<Boolean> isCalledFor() {
        return database.sql("select exists (select from client where " + UNMARKED + ")"
                + " and not exists (select from job where kind = :kind and not settled)")
                .bind("kind", NAME)
                .mapValue(Boolean.class)
                .one();
    }

    private Mono<Progress<Point>> markSome(JobRun<Unmarked, Point> run) {
        Point before = position(run);
        return database.sql(SOME)
                .bind("after", before.after())
                .bind("limit", CARDS_OF_A_STEP)
                .mapProperties(Sealed.class)
                .all().collectList()
                .flatMap(some -> some.isEmpty()
                        ? Mono.just(Progress.at(before, run.done()).andLast())
                        : mark(before, some).map(after -> Progress.at(after, run.done() + some.size())));
    }

    private Mono<Point> mark(Point before, List<Sealed> some) {
        var ids = new ArrayList<UUID>();
        var marks = new ArrayList<String>();
        for (Sealed sealed : some) {
            String mark = mark(sealed);
            if (mark != null) {
                ids.add(sealed.id());
                marks.add(mark);
            }
        }
        return database.sql("""
                update client set card = jsonb_set(card, '{peselMark}', to_jsonb(mark))
                from unnest(:ids, :marks) as g(marked, mark) where id = marked
                """)
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("marks", marks.toArray(String[]::new))
                .then()
                .thenReturn(new Point(some.getLast().id(), before.marked() + ids.size(),
                        before.unread() + some.size() - ids.size()));
    }

    /** One that does not open (an old key) keeps nobody else from getting a mark. */
    private @Nullable String mark(Sealed sealed) {
        try {
            return cards.peselMark(sealed.sealed(), sealed.id());
        } catch (RuntimeException _) {
            return null;
        }
    }

    private static Point position(JobRun<Unmarked, Point> run) {
        return run.checkpoint() == null ? Point.START : run.checkpoint();
    }

    record Sealed(UUID id, String sealed) {
        /** Tells nobody what is sealed. */
        @Override
        public String toString() {
            return "client " + id;
        }
    }
}
