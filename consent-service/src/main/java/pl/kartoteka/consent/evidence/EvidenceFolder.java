package pl.kartoteka.consent.evidence;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.util.unit.DataSize;
import pl.kartoteka.consent.client.KnownClients;
import pl.kartoteka.files.Accepted;
import pl.kartoteka.files.FileStore;
import pl.kartoteka.files.FileType;
import pl.kartoteka.files.KeptFile;
import pl.kartoteka.http.Ids;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes files in and gives them out. No transaction is open while a file comes in. */
@Component
class EvidenceFolder implements HoldsPersonalData {
    private static final Accepted ACCEPTED = new Accepted(DataSize.ofMegabytes(10), EnumSet.of(
            FileType.PDF, FileType.PNG, FileType.JPEG, FileType.TIFF, FileType.WEBP, FileType.TEXT, FileType.OLE));
    private static final Pattern FOLDERS = Pattern.compile(".*[/\\\\]", Pattern.DOTALL);
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[\\p{Cntrl}\\p{Cf}\"*:<>?|]+");
    private static final int LONGEST_NAME = 200;

    private final EvidenceFiles rows;
    private final FileStore files;
    private final KnownClients clients;
    private final Ids ids;
    private final Clock clock;
    private final TransactionalOperator transaction;

    EvidenceFolder(
            EvidenceFiles rows,
            FileStore files,
            KnownClients clients,
            Ids ids,
            Clock clock,
            TransactionalOperator transaction) {
        this.rows = rows;
        this.files = files;
        this.clients = clients;
        this.ids = ids;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** First the file, then its row; where there is no row, no file stays. */
    Mono<EvidenceFile> add(UUID clientId, String name, Flux<DataBuffer> content, String by) {
        UUID id = ids.next();
        return clients.require(clientId)
                .then(files.keep(id, content, ACCEPTED))
                .flatMap(kept -> {
                    EvidenceFile file = row(clientId, name, kept, by);
                    return clients.holdPresent(clientId)
                            .then(Mono.defer(() -> rows.add(file)))
                            .as(transaction::transactional)
                            .thenReturn(file)
                            .onErrorResume(failure -> files.remove(id).onErrorComplete().then(Mono.error(failure)));
                });
    }

    Mono<EvidenceFile> find(UUID clientId, UUID id) {
        return rows.find(clientId, id).switchIfEmpty(Mono.error(() -> new EvidenceNotFound(id)));
    }

    Flux<EvidenceFile> of(UUID clientId) {
        return clients.require(clientId).thenMany(rows.of(clientId));
    }

    Flux<DataBuffer> content(EvidenceFile file) {
        return files.read(file.id());
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return rows.forget(clientId)
                .collectList()
                .delayUntil(this::removeAfterCommit)
                .map(gone -> Erasure.of("consent-evidence", gone.size()));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return rows.of(clientId).map(file -> new PersonalFile(
                "consent-evidence/" + file.id() + "-" + file.name(),
                "Dowód zgody",
                file.mediaType(),
                files.read(file.id()).map(EvidenceFolder::bytes)));
    }

    private Mono<Void> removeAfterCommit(List<UUID> gone) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(current -> current.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        // What cannot be reached now is left to the sweep.
                        return Flux.fromIterable(gone).concatMap(files::remove).onErrorComplete().then();
                    }
                }))
                .then();
    }

    private EvidenceFile row(UUID clientId, String name, KeptFile kept, String by) {
        return new EvidenceFile(
                kept.id(), clientId, clean(name), kept.type().mediaType(), kept.size(), kept.sha256(), clock.instant(),
                by);
    }

    private static String clean(String written) {
        String name = NOT_IN_NAMES.matcher(FOLDERS.matcher(written).replaceFirst("")).replaceAll(" ").strip();
        return name.isEmpty() ? "plik" : name.substring(Math.max(0, name.length() - LONGEST_NAME));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
