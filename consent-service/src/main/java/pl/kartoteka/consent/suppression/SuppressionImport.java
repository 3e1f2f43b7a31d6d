package pl.kartoteka.consent.suppression;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.consent.client.AddressHash;
import pl.kartoteka.consent.suppression.ImportRows.Mistake;
import pl.kartoteka.http.Ids;
import pl.kartoteka.jobs.Job;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.JobStatus;
import pl.kartoteka.jobs.Jobs;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes over a list of whom not to contact. The same file again adds nothing. */
@Component
class SuppressionImport implements JobKind<SuppressionImport.File, SuppressionImport.Reached> {
    private static final int AT_ONCE = 1_000;
    private static final int MOST_MISTAKES = 1_000;

    private final ImportRows rows;
    private final SuppressionMerge merge;
    private final SuppressionFile files;
    private final Jobs jobs;
    private final Ids ids;
    private final Clock clock;

    SuppressionImport(
            ImportRows rows, SuppressionMerge merge, AddressHash hash, Jobs jobs, Ids ids, Clock clock) {
        this.rows = rows;
        this.merge = merge;
        this.files = new SuppressionFile(hash);
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    Mono<List<ImportRow>> read(byte[] content) {
        return Mono.fromCallable(() -> files.read(content)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Keeps the rows, addresses hashed, and asks for the work. */
    @Transactional
    Mono<Job> begin(List<ImportRow> read, String owner) {
        UUID id = ids.next();
        return rows.keep(id, read).then(Mono.defer(() -> jobs.submit(id, this, owner, new File(id, read.size()))));
    }

    @Override
    public String name() {
        return "suppression-import";
    }

    @Override
    public Class<File> input() {
        return File.class;
    }

    @Override
    public Class<Reached> checkpoint() {
        return Reached.class;
    }

    @Override
    public Flux<Step<File, Reached>> steps(JobRun<File, Reached> run) {
        return Flux.<Step<File, Reached>>just(this::takeSome).repeat();
    }

    @Override
    public Mono<Void> tidyUp(JobRun<File, Reached> run, JobStatus end) {
        return rows.forget(run.input().id());
    }

    private Mono<Progress<Reached>> takeSome(JobRun<File, Reached> run) {
        Reached before = run.checkpoint() == null ? new Reached(0, 0, 0, 0) : run.checkpoint();
        UUID id = run.input().id();
        return rows.hold(id, before.line(), AT_ONCE)
                .then(rows.take(id, before.line(), AT_ONCE, clock.instant(), run.owner()))
                .delayUntil(taken -> rows.duplicates(id, before.line(), taken.lastLine())
                        .collectList()
                        .flatMapIterable(duplicates -> duplicates)
                        .concatMap(merge::carryOn))
                .zipWhen(_ -> rows.mistakes(id, MOST_MISTAKES))
                .map(both -> {
                    var taken = both.getT1();
                    Reached now = new Reached(
                            Math.max(before.line(), taken.lastLine()),
                            before.added() + taken.added(),
                            before.known() + taken.fit() - taken.added(),
                            before.refused() + taken.rows() - taken.fit());
                    long done = now.added() + now.known() + now.refused();
                    return Progress.at(now, done)
                            .of(run.input().rows())
                            .reporting(new Report(now.added(), now.known(), now.refused(), both.getT2()))
                            .andLast(done >= run.input().rows());
                });
    }

    record File(UUID id, long rows) {}

    /** @param line up to which the file is taken over */
    record Reached(long line, long added, long known, long refused) {}

    /**
     * @param known suppressed before
     * @param refused rows with mistakes, of which the first thousand are named
     */
    record Report(long added, long known, long refused, List<Mistake> mistakes) {}
}
