package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import pl.kartoteka.client.customfield.CustomField;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.imports.ImportFile.Contents;
import pl.kartoteka.client.imports.ImportFile.Rows;
import pl.kartoteka.client.imports.ImportLabels.Label;
import pl.kartoteka.client.imports.ImportPosition.Counts;
import pl.kartoteka.client.imports.ImportPosition.Phase;
import pl.kartoteka.client.imports.ImportRequest.Format;
import pl.kartoteka.client.imports.ImportRequest.Mode;
import pl.kartoteka.client.imports.SourceRow.Cell;
import pl.kartoteka.documents.CellList;
import pl.kartoteka.files.FileStore;
import pl.kartoteka.jobs.Job;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.JobStatus;
import pl.kartoteka.jobs.Jobs;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import pl.kartoteka.jobs.StepProgress;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The work of an import: labels first, where the file has them apart; then, for all or nothing, a look at every row; then the rows. The next
 * chunk is read and understood while the one before it is written.
 */
@Component
class ClientImporting implements JobKind<ImportRequest, ImportPosition> {
    static final String NAME = "client-import";
    private static final int ROWS_OF_A_STEP = 1_000;
    private static final int LABELS_OF_A_STEP = 5_000;

    private final FileStore files;
    private final ClientIntake intake;
    private final ImportLabels labels;
    private final ImportKeys keys;
    private final CustomFields customFields;
    private final PersonMarks marks;
    private final Jobs jobs;
    private final MeterRegistry meters;
    private final TransactionalOperator savepoint;

    ClientImporting(FileStore files, ClientIntake intake, ImportLabels labels, ImportKeys keys,
            CustomFields customFields, PersonMarks marks, Jobs jobs,
            MeterRegistry meters, ReactiveTransactionManager transactions) {
        this.files = files;
        this.intake = intake;
        this.labels = labels;
        this.keys = keys;
        this.customFields = customFields;
        this.marks = marks;
        this.jobs = jobs;
        this.savepoint = TransactionalOperator.create(transactions,
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
        this.meters = meters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ImportRequest> input() {
        return ImportRequest.class;
    }

    /** A reason may name somebody. */
    @Override
    public boolean forgetsInput() {
        return true;
    }

    @Override
    public Class<ImportPosition> checkpoint() {
        return ImportPosition.class;
    }

    @Override
    public Flux<Step<ImportRequest, ImportPosition>> steps(JobRun<ImportRequest, ImportPosition> run) {
        ImportPosition from = run.checkpoint() == null ? ImportPosition.START : run.checkpoint();
        return files.laidOut(run.id(), path -> {
            var file = new ImportFile(path, run.input());
            return Mono.zip(Mono.fromCallable(file::contents), definitions(run.input()))
                    .flatMapMany(known -> steps(new Work(run, file, known.getT1(), known.getT2()), from));
        });
    }

    @Override
    public Mono<Void> tidyUp(JobRun<ImportRequest, ImportPosition> run, JobStatus end) {
        return keys.forget(run.id()).then(files.remove(run.id()));
    }

    private Flux<Step<ImportRequest, ImportPosition>> steps(Work work, ImportPosition from) {
        ImportRequest request = work.run().input();
        boolean together = request.mode() == Mode.ALL_OR_NOTHING && !request.dryRun();
        Phase rowsIn = request.dryRun() || together ? Phase.CHECK : Phase.WRITE;
        Flux<Step<ImportRequest, ImportPosition>> labelled = request.format() == Format.EPP
                && from.phase() == Phase.LABELS ? labelSteps(work, from.rows()) : Flux.empty();
        long done = from.phase() == Phase.LABELS ? 0 : from.rows();
        // An empty step, so that what was found of the file is shown even if it has no rows.
        Flux<Step<ImportRequest, ImportPosition>> begin = from.phase() == Phase.LABELS
                ? Flux.just(at -> Mono.just(progress(work, new ImportPosition(rowsIn, 0, Counts.NONE), false)))
                : Flux.empty();
        Flux<Step<ImportRequest, ImportPosition>> rows = from.phase() == Phase.WRITE && together
                ? Flux.empty()
                : rowSteps(work, rowsIn, done);
        return Flux.concat(labelled, begin, rows,
                together && from.phase() != Phase.WRITE ? together(work) : Flux.empty());
    }

    private Flux<Step<ImportRequest, ImportPosition>> labelSteps(Work work, long skip) {
        return chunks(work.file()::labels, skip, LABELS_OF_A_STEP)
                .map(some -> at -> labels.keep(at.id(), some).thenReturn(progress(work,
                        new ImportPosition(Phase.LABELS, position(at).rows() + some.size(), Counts.NONE), false)));
    }

    private Flux<Step<ImportRequest, ImportPosition>> rowSteps(Work work, Phase phase, long skip) {
        boolean writes = phase == Phase.WRITE;
        return cards(work, skip).map(rows -> at -> take(work, rows, writes).map(counts -> {
            ImportPosition before = position(at);
            return progress(work,
                    new ImportPosition(phase, before.rows() + rows.size(), before.counts().plus(counts)), writes);
        }));
    }

    /**
     * With a step to begin with, from which on the rows are counted that are written, and one to end on, because the file is gone when the last
     * one is handed out.
     */
    private Flux<Step<ImportRequest, ImportPosition>> together(Work work) {
        return Flux.just(at -> Mono.just(outset(work, position(at))), at -> writeTogether(work, at), at -> {
            ImportPosition reached = position(at);
            return Mono.just(reached.phase() == Phase.WRITE || reached.counts().refused() > 0
                    ? progress(work, reached, reached.phase() == Phase.WRITE)
                    : outset(work, reached));
        });
    }

    private static Progress<ImportPosition> outset(Work work, ImportPosition looked) {
        return looked.counts().refused() > 0
                ? progress(work, looked, false)
                : progress(work, looked, Phase.WRITE, 0, false);
    }

    /**
     * In one transaction: whatever stops it leaves nothing behind. Who is to move clients in the structure waits for others who do before
     * any client is held, and then others wait for it.
     */
    private Mono<Progress<ImportPosition>> writeTogether(Work work, JobRun<ImportRequest, ImportPosition> at) {
        ImportPosition looked = position(at);
        if (looked.counts().refused() > 0) {
            return Mono.just(progress(work, looked, false));
        }
        Mono<Void> turn = looked.counts().anyMoved() ? intake.queueForStructure() : Mono.empty();
        Mono<Boolean> cancelled = jobs.find(at.id()).map(Job::cancelRequested);
        StepProgress shown = jobs.within(at);
        var done = new AtomicLong();
        return savepoint.execute(trial -> turn
                .thenMany(cards(work, 0))
                .concatMap(rows -> cancelled.flatMap(stop -> stop
                        ? Mono.just(Optional.<Counts>empty())
                        : take(work, rows, true)
                                .delayUntil(_ -> shown.reached(done.addAndGet(rows.size())))
                                .map(Optional::of)),
                        1)
                .takeWhile(Optional::isPresent)
                .reduce(Counts.NONE, (all, counts) -> counts.map(all::plus).orElse(all))
                .zipWhen(_ -> cancelled, (counts, stop) -> {
                    if (stop) {
                        trial.setRollbackOnly();
                        return outset(work, looked);
                    }
                    return written(work, looked, counts);
                }))
                .single()
                .onErrorResume(failure -> shown.reset().then(Mono.error(failure)));
    }

    private static Progress<ImportPosition> written(Work work, ImportPosition looked, Counts counts) {
        if (counts.refused() > 0) {
            throw new RegisterChangedMeanwhile(counts.refused());
        }
        return progress(work, new ImportPosition(Phase.WRITE, looked.rows(), counts), true);
    }

    private Mono<Counts> take(Work work, List<RowCard> rows, boolean writes) {
        JobRun<ImportRequest, ImportPosition> run = work.run();
        return intake.take(run.id(), run.owner(), run.input(), rows, writes)
                .doOnNext(counts -> {
                    if (writes) {
                        meters.counter("kartoteka.imported.rows").increment(rows.size());
                    }
                });
    }

    /** Rows as cards, with the labels that belong to them. */
    private Flux<List<RowCard>> cards(Work work, long skip) {
        return chunks(work.file()::clients, skip, ROWS_OF_A_STEP)
                .concatMap(rows -> work.run().input().format() == Format.EPP
                        ? labelled(work.run().id(), rows)
                        : Mono.just(rows), 1)
                .publishOn(Schedulers.boundedElastic(), 1)
                .map(rows -> rows.stream().map(row -> RowCard.of(row, work.customFields(), marks::ofPesel)).toList())
                .publishOn(Schedulers.boundedElastic(), 1);
    }

    private Mono<List<SourceRow>> labelled(UUID importId, List<SourceRow> rows) {
        var codes = new HashSet<String>();
        rows.forEach(row -> row.cells().stream().filter(cell -> cell.field().equals("code"))
                .forEach(cell -> codes.add(RowCard.known(cell.text()))));
        return labels.of(importId, codes).collectMultimap(Label::code)
                .map(found -> rows.stream().map(row -> withLabels(row, found)).toList());
    }

    private static SourceRow withLabels(SourceRow row, Map<String, Collection<Label>> found) {
        var cells = new ArrayList<>(row.cells());
        row.cells().stream().filter(cell -> cell.field().equals("code"))
                .forEach(cell -> found.getOrDefault(RowCard.known(cell.text()), List.of()).stream()
                        .map(ClientImporting::cell).forEach(cells::add));
        return new SourceRow(row.line(), cells, row.unreadable());
    }

    /** A client has one group, and its name is the cell; traits are a list. */
    private static Cell cell(Label label) {
        return label.field().equals("group")
                ? new Cell(EppContractor.GROUPS, label.field(), label.name())
                : new Cell(EppContractor.TRAITS, label.field(), CellList.write(List.of(label.name())));
    }

    private static <T> Flux<List<T>> chunks(Callable<Rows<T>> source, long skip, int size) {
        return Flux.using(source,
                rows -> Flux.<T>generate(sink -> {
                    if (rows.hasNext()) {
                        sink.next(rows.next());
                    } else {
                        sink.complete();
                    }
                }).skip(skip).buffer(size),
                Rows::close);
    }

    private Mono<Map<String, CustomField>> definitions(ImportRequest request) {
        List<String> codes = request.columns().stream().map(column -> String.valueOf(column.field()))
                .filter(field -> field.startsWith(ImportFields.CUSTOM))
                .map(field -> field.substring(ImportFields.CUSTOM.length())).toList();
        return customFields.held(codes).collectMap(CustomField::code, field -> field, HashMap::new);
    }

    private static ImportPosition position(JobRun<ImportRequest, ImportPosition> run) {
        return run.checkpoint() == null ? ImportPosition.START : run.checkpoint();
    }

    private static Progress<ImportPosition> progress(Work work, ImportPosition position, boolean written) {
        boolean counting = position.phase() != Phase.LABELS;
        return progress(work, position, position.phase(), counting ? position.rows() : 0, written);
    }

    private static Progress<ImportPosition> progress(Work work, ImportPosition position, Phase phase, long done,
            boolean written) {
        return Progress.at(position, done)
                .of(work.contents().rows())
                .reporting(ImportReport.of(work.run().input(), work.contents(), phase, position.counts(), written));
    }

    private record Work(JobRun<ImportRequest, ImportPosition> run, ImportFile file, Contents contents,
            Map<String, CustomField> customFields) {}
}
