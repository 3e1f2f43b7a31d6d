package pl.kartoteka.consent.imports;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.documents.CsvFile;
import pl.kartoteka.documents.CsvShape;
import pl.kartoteka.files.Accepted;
import pl.kartoteka.files.FileStore;
import pl.kartoteka.files.FileType;
import pl.kartoteka.http.Ids;
import pl.kartoteka.jobs.Job;
import pl.kartoteka.jobs.Jobs;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Accepts files: what cannot be told apart into columns is refused before there is a job. */
@Component
class ConsentImports {
    private static final Accepted ACCEPTED = new Accepted(DataSize.ofMegabytes(100), Set.of(FileType.TEXT));

    private final FileStore files;
    private final Jobs jobs;
    private final ConsentImporting importing;
    private final Ids ids;

    ConsentImports(FileStore files, Jobs jobs, ConsentImporting importing, Ids ids) {
        this.files = files;
        this.jobs = jobs;
        this.importing = importing;
        this.ids = ids;
    }

    Mono<Job> accept(Flux<DataBuffer> content, boolean dryRun, String by) {
        UUID id = ids.next();
        return files.keep(id, content, ACCEPTED)
                .then(sample(id))
                .map(sample -> request(sample, dryRun))
                .flatMap(request -> jobs.submit(id, importing, by, request))
                .onErrorResume(failure -> files.remove(id).onErrorComplete().then(Mono.error(failure)));
    }

    private Mono<byte[]> sample(UUID id) {
        return DataBufferUtils.join(DataBufferUtils.takeUntilByteCount(files.read(id), CsvShape.SAMPLE))
                .publishOn(Schedulers.boundedElastic())
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                });
    }

    private static ImportRequest request(byte[] sample, boolean dryRun) {
        CsvShape shape = CsvShape.detected(sample);
        CsvShape headed = new CsvShape(shape.encoding(), shape.delimiter(), true);
        try (CsvFile file = CsvFile.open(new ByteArrayInputStream(sample), headed)) {
            List<String> fields = ImportColumns.fields(file.columns());
            return new ImportRequest(shape.encoding().name(), shape.delimiter(), dryRun, fields);
        } catch (CsvFile.Unreadable _) {
            throw new InvalidInput("file", "import.not-csv");
        }
    }
}
