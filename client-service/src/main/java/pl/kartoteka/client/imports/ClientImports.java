package pl.kartoteka.client.imports;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.imports.ImportRequest.Column;
import pl.kartoteka.client.imports.ImportRequest.Format;
import pl.kartoteka.documents.CsvFile;
import pl.kartoteka.documents.CsvShape;
import pl.kartoteka.files.Accepted;
import pl.kartoteka.files.FileStore;
import pl.kartoteka.files.FileType;
import pl.kartoteka.http.Ids;
import pl.kartoteka.jobs.Job;
import pl.kartoteka.jobs.Jobs;
import pl.kartoteka.problem.ErrorCollector;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes a file in: keeps it, finds out how it is written and what its columns are, and asks for the work. */
@Component
class ClientImports {
    private static final Accepted ACCEPTED = new Accepted(DataSize.ofGigabytes(2), Set.of(FileType.TEXT));
    private static final int MOST_COLUMNS = 500;

    private final FileStore files;
    private final ImportMappings mappings;
    private final ClientImporting importing;
    private final Jobs jobs;
    private final Ids ids;
    private final CustomFields customFields;
    private final TransactionalOperator transaction;

    ClientImports(FileStore files, ImportMappings mappings, ClientImporting importing, Jobs jobs, Ids ids,
            CustomFields customFields, TransactionalOperator transaction) {
        this.files = files;
        this.mappings = mappings;
        this.importing = importing;
        this.jobs = jobs;
        this.ids = ids;
        this.customFields = customFields;
        this.transaction = transaction;
    }

    /**
     * No transaction is open while the file comes in.
     *
     * @param reason why, for the history of each client
     */
    Mono<Job> accept(String fileName, Flux<DataBuffer> content, ImportOptions options, String owner,
            @Nullable String reason) {
        UUID id = ids.next();
        return files.keep(id, content, ACCEPTED)
                .then(Mono.defer(() -> sample(id)))
                .flatMap(sample -> request(fileName, sample, options, owner, reason)
                        .flatMap(request -> jobs.submit(id, importing, owner, request))
                        .as(transaction::transactional))
                .onErrorResume(failure -> files.remove(id).onErrorComplete().then(Mono.error(failure)));
    }

    private Mono<byte[]> sample(UUID id) {
        return DataBufferUtils.join(DataBufferUtils.takeUntilByteCount(files.read(id), CsvShape.SAMPLE))
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0]);
    }

    private Mono<ImportRequest> request(String fileName, byte[] sample, ImportOptions options, String owner,
            @Nullable String reason) {
        if (isEpp(sample)) {
            Charset encoding = options.encoding() != null ? options.encoding() : EppFile.encoding(sample);
            return Mono.just(request(fileName, Format.EPP, options, encoding, ',', false, List.of(), reason));
        }
        return Mono.fromCallable(() -> shape(sample, options))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(shape -> {
                    List<String> columns = columns(sample, shape);
                    return mappings.of(shape.header() ? columns : List.of())
                            .switchIfEmpty(Mono.defer(() -> detected(columns)))
                            .map(known -> mapped(known, options.mapping()))
                            .delayUntil(mapped -> shape.header() && !options.mapping().isEmpty()
                                    ? mappings.remember(mapped, owner)
                                    : Mono.empty())
                            .map(mapped -> request(fileName, Format.CSV, options, shape.encoding(), shape.delimiter(),
                                    shape.header(), mapped, reason));
                });
    }

    private Mono<List<Column>> detected(List<String> columns) {
        return customFields.every().collectList().map(fields -> ImportFields.detected(columns, fields));
    }

    private static ImportRequest request(String fileName, Format format, ImportOptions options, Charset encoding,
            char delimiter, boolean header, List<Column> columns, @Nullable String reason) {
        String source = options.source();
        return new ImportRequest(fileName, format, options.dryRun(), options.mode(), options.existing(),
                source != null ? source : format.name(), options.kind(), options.addEntries(), encoding.name(),
                delimiter, header, columns, reason);
    }

    private static boolean isEpp(byte[] sample) {
        String beginning = new String(sample, 0, Math.min(sample.length, 100), StandardCharsets.ISO_8859_1);
        return beginning.replace("\u00EF\u00BB\u00BF", "").stripLeading().startsWith(EppFile.BEGINNING);
    }

    private static CsvShape shape(byte[] sample, ImportOptions options) {
        CsvShape detected = CsvShape.detected(sample);
        Character delimiter = options.delimiter();
        Boolean header = options.header();
        Charset encoding = options.encoding();
        return new CsvShape(
                encoding != null ? encoding : detected.encoding(),
                delimiter != null ? delimiter : detected.delimiter(),
                header != null ? header : detected.header());
    }

    /** Their names, or their numbers from 1 where they have none. */
    private static List<String> columns(byte[] sample, CsvShape shape) {
        var errors = new ErrorCollector();
        try (CsvFile file = CsvFile.open(new ByteArrayInputStream(sample), shape)) {
            List<String> columns = shape.header()
                    ? file.columns()
                    : file.hasNext()
                            ? IntStream.rangeClosed(1, file.next().cells().size()).mapToObj(String::valueOf).toList()
                            : List.of();
            if (columns.isEmpty()) {
                errors.add("file", "import.file-empty");
            } else if (columns.size() > MOST_COLUMNS) {
                errors.add("file", "import.too-many-columns", Map.of("most", MOST_COLUMNS));
            }
            errors.throwIfAny();
            return columns;
        } catch (CsvFile.Unreadable unreadable) {
            throw new ImportFileUnreadable(unreadable.line());
        }
    }

    /** What the caller said counts before what was remembered or found out. */
    private static List<Column> mapped(List<Column> known, Map<String, @Nullable String> said) {
        var errors = new ErrorCollector();
        var mapped = new ArrayList<Column>();
        known.forEach(column -> mapped.add(said.containsKey(column.column())
                ? new Column(column.column(), said.get(column.column()))
                : column));
        said.keySet().stream().filter(name -> known.stream().noneMatch(column -> column.column().equals(name)))
                .forEach(name -> errors.add("mapping." + name, "import.column-unknown"));
        var taken = new HashSet<String>();
        mapped.stream().filter(column -> column.field() != null && !taken.add(column.field()))
                .forEach(column -> errors.add("mapping." + column.column(), "import.field-repeated"));
        if (errors.isEmpty() && !ImportFields.nameClients(mapped)) {
            errors.add("mapping", "import.name-unmapped");
        }
        errors.throwIfAny();
        return mapped;
    }
}
