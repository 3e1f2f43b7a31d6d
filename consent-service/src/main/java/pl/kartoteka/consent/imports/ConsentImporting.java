package pl.kartoteka.consent.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.consent.consent.ConsentIntake;
import pl.kartoteka.consent.consent.ConsentIntake.WrittenAnswer;
import pl.kartoteka.consent.imports.ImportPosition.Outcome;
import pl.kartoteka.documents.CsvFile;
import pl.kartoteka.documents.CsvShape;
import pl.kartoteka.files.FileStore;
import pl.kartoteka.jobs.JobKind;
import pl.kartoteka.jobs.JobRun;
import pl.kartoteka.jobs.JobStatus;
import pl.kartoteka.jobs.Progress;
import pl.kartoteka.jobs.Step;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/** Reads the rows of a file and records them, some in each transaction. */
@Component
class ConsentImporting implements JobKind<ImportRequest, ImportPosition> {
    static final String NAME = "consent-import";
    private static final int ROWS_OF_A_STEP = 200;

    private final FileStore files;
    private final ConsentIntake intake;
    private final KnownClients clients;
    private final ConsentImportRows rows;
    private final TransactionalOperator apart;

    ConsentImporting(
            FileStore files,
            ConsentIntake intake,
            KnownClients clients,
            ConsentImportRows rows,
            ReactiveTransactionManager transactions) {
        this.files = files;
        this.intake = intake;
        this.clients = clients;
        this.rows = rows;
        this.apart = TransactionalOperator.create(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<ImportRequest> input() {
        return ImportRequest.class;
    }

    @Override
    public Class<ImportPosition> checkpoint() {
        return ImportPosition.class;
    }

    @Override
    public Flux<Step<ImportRequest, ImportPosition>> steps(JobRun<ImportRequest, ImportPosition> run) {
        long skip = position(run).rows();
        return files.laidOut(run.id(), path -> Flux
                .using(() -> open(path, run.input()), this::rowsOf, CsvFile::close)
                .skip(skip)
                .buffer(ROWS_OF_A_STEP)
                .map(some -> at -> carryOut(some, at)));
    }

    @Override
    public Mono<Void> tidyUp(JobRun<ImportRequest, ImportPosition> run, JobStatus end) {
        return files.remove(run.id());
    }

    private Mono<Progress<ImportPosition>> carryOut(
            List<CsvFile.Row> some, JobRun<ImportRequest, ImportPosition> at) {
        Mono<List<Taken>> work = Flux.fromIterable(some).concatMap(row -> take(row, at)).collectList();
        // A dry run does everything and then takes it back: so it finds what the real one would find.
        Mono<List<Taken>> done = at.input().dryRun()
                ? apart.execute(nested -> {
                    nested.setRollbackOnly();
                    return work;
                }).next()
                : work;
        return done.flatMap(taken -> Flux.fromIterable(taken)
                .concatMap(one -> rows.refuse(at.id(), one.line(), one.errors()))
                .then(Mono.fromSupplier(() -> {
                    ImportPosition reached = position(at);
                    for (Taken one : taken) {
                        reached = reached.plus(one.outcome());
                    }
                    return Progress.at(reached, reached.rows()).reporting(ImportReport.of(at.input(), reached));
                })));
    }

    private Mono<Taken> take(CsvFile.Row row, JobRun<ImportRequest, ImportPosition> at) {
        Map<String, String> fields = fields(row, at.input());
        return read(fields)
                .flatMap(read -> {
                    UUID client = read.getT1();
                    WrittenAnswer answer = read.getT2();
                    String fingerprint = answer.fingerprint(client);
                    return rows.takeFirst(fingerprint).flatMap(first -> first
                            ? intake.take(client, answer, at.owner())
                                    .thenReturn(Outcome.RECORDED)
                                    .onErrorResume(DomainProblem.class, refusal -> rows.giveBack(fingerprint)
                                            .then(Mono.error(refusal)))
                            : Mono.just(Outcome.UNCHANGED));
                })
                .map(outcome -> new Taken(row.line(), outcome, List.of()))
                .onErrorResume(InvalidInput.class, refusal -> Mono.just(refused(row, refusal.errors())))
                .onErrorResume(DomainProblem.class, refusal -> Mono.just(
                        refused(row, List.of(FieldError.of("", refusal.type())))));
    }

    /** Who it is and what was said; what is wrong with either is told at once. */
    private Mono<Tuple2<UUID, WrittenAnswer>> read(Map<String, String> fields) {
        Mono<WrittenAnswer> answer = Mono.fromCallable(() -> intake.read(fields));
        return client(fields)
                .onErrorResume(InvalidInput.class, unknown -> answer
                        .onErrorMap(InvalidInput.class, wrong -> new InvalidInput(
                                Stream.concat(unknown.errors().stream(), wrong.errors().stream()).toList()))
                        .then(Mono.error(unknown)))
                .zipWhen(_ -> answer);
    }

    private Mono<UUID> client(Map<String, String> fields) {
        String id = fields.get("clientId");
        String email = fields.get("email");
        if (id == null && email == null) {
            return Mono.error(new InvalidInput("clientId", "required"));
        }
        if (id == null) {
            return clients.withEmail(String.valueOf(email)).collectList().flatMap(found -> found.size() == 1
                    ? Mono.just(found.getFirst())
                    : Mono.error(new InvalidInput("email",
                            found.isEmpty() ? "import.email-unknown" : "import.email-of-several")));
        }
        UUID named;
        try {
            named = UUID.fromString(id);
        } catch (IllegalArgumentException _) {
            return Mono.error(new InvalidInput("clientId", "value.invalid"));
        }
        return clients.find(named)
                .switchIfEmpty(Mono.error(() -> new InvalidInput("clientId", "import.client-unknown")))
                .thenReturn(named);
    }

    private static Taken refused(CsvFile.Row row, List<FieldError> errors) {
        return new Taken(row.line(), Outcome.REFUSED, errors);
    }

    private static Map<String, String> fields(CsvFile.Row row, ImportRequest request) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 0; i < Math.min(row.cells().size(), request.fields().size()); i++) {
            String text = row.cells().get(i).strip();
            if (!request.fields().get(i).isEmpty() && !text.isEmpty()) {
                fields.put(request.fields().get(i), text);
            }
        }
        return fields;
    }

    private Flux<CsvFile.Row> rowsOf(CsvFile file) {
        return Flux.generate(sink -> {
            if (file.hasNext()) {
                sink.next(file.next());
            } else {
                sink.complete();
            }
        });
    }

    private static CsvFile open(Path path, ImportRequest request) {
        try {
            return CsvFile.open(
                    Files.newInputStream(path),
                    new CsvShape(Charset.forName(request.encoding()), request.delimiter(), true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImportPosition position(JobRun<ImportRequest, ImportPosition> run) {
        ImportPosition reached = run.checkpoint();
        return reached == null ? ImportPosition.START : reached;
    }

    private record Taken(long line, Outcome outcome, List<FieldError> errors) {}
}
