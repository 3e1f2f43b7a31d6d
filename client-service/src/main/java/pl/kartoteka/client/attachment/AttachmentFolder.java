package pl.kartoteka.client.attachment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.history.RelatedChanges;
import pl.kartoteka.client.history.RelatedChanges.Related;
import pl.kartoteka.client.registry.KnownClients;
import pl.kartoteka.files.Accepted;
import pl.kartoteka.files.FileRemoval;
import pl.kartoteka.files.FileStore;
import pl.kartoteka.files.KeptFile;
import pl.kartoteka.http.Ids;
import pl.kartoteka.http.IfMatch;
import pl.kartoteka.http.StaleVersion;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Attaching files to clients and taking them off. No transaction is open while a file comes in. */
@Component
class AttachmentFolder {
    private final Attachments attachments;
    private final KnownClients clients;
    private final RelatedChanges history;
    private final FileStore files;
    private final FileRemoval removal;
    private final AttachmentProperties limits;
    private final Ids ids;
    private final Clock clock;
    private final TransactionalOperator transaction;

    AttachmentFolder(
            Attachments attachments,
            KnownClients clients,
            RelatedChanges history,
            FileStore files,
            FileRemoval removal,
            AttachmentProperties limits,
            Ids ids,
            Clock clock,
            TransactionalOperator transaction) {
        this.attachments = attachments;
        this.clients = clients;
        this.history = history;
        this.files = files;
        this.removal = removal;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
        this.transaction = transaction;
    }

    Mono<Attachment> attach(UUID client, FileName name, @Nullable String description, Flux<DataBuffer> content,
            ChangeOrigin origin) {
        return kept(client, content, limits.attachment(), file -> {
            var attachment = new Attachment(file.id(), client, name.text(), description, file.type().mediaType(),
                    file.size(), file.sha256(), clock.instant(), origin.subject(), 1L);
            return attachments.add(attachment)
                    .then(history.note(client, related(attachment), null, Told.of(attachment), origin))
                    .thenReturn(attachment);
        });
    }

    Mono<Attachment> change(UUID client, UUID id, long seen, Function<Attachment, AttachmentRequest> change,
            ChangeOrigin origin) {
        return find(client, id)
                .flatMap(attachment -> {
                    IfMatch.check(seen, attachment.version());
                    Attachment changed = attachment.changed(change.apply(attachment));
                    if (Told.of(changed).equals(Told.of(attachment))) {
                        return Mono.just(attachment);
                    }
                    return attachments.change(changed)
                            .flatMap(done -> done
                                    ? history.note(client, related(changed), Told.of(attachment), Told.of(changed),
                                            origin)
                                    : Mono.error(new StaleVersion()))
                            .thenReturn(changed);
                })
                .as(transaction::transactional);
    }

    /** @param seen the photo as it was seen; null where there was none */
    Mono<Attachment> putPhoto(UUID client, @Nullable Long seen, Flux<DataBuffer> content, ChangeOrigin origin) {
        return kept(client, content, limits.photo(), file -> {
            Instant now = clock.instant();
            var photo = new Attachment(file.id(), client, "photo", null, file.type().mediaType(), file.size(),
                    file.sha256(), now, origin.subject(), ChronoUnit.MICROS.between(Instant.EPOCH, now));
            return attachments.lockClient(client)
                    .then(attachments.photo(client).map(Optional::of).defaultIfEmpty(Optional.empty()))
                    .doOnNext(former -> IfMatch.checkReplaced(seen, former.map(Attachment::version).orElse(null)))
                    .delayUntil(_ -> attachments.putPhoto(photo))
                    .delayUntil(former -> Mono.justOrEmpty(former).flatMap(old -> removal.afterCommit(old.id())))
                    .flatMap(former -> history.note(client, photo(photo),
                            former.map(Told::of).orElse(null), Told.of(photo), origin))
                    .thenReturn(photo);
        });
    }

    Mono<Attachment> find(UUID client, UUID id) {
        return attachments.find(client, id).switchIfEmpty(Mono.error(() -> new AttachmentNotFound(id)));
    }

    Mono<Attachment> photo(UUID client) {
        return attachments.photo(client)
                .switchIfEmpty(clients.require(client).then(Mono.error(() -> new PhotoNotFound(client))));
    }

    Flux<DataBuffer> content(Attachment attachment) {
        return files.read(attachment.id());
    }

    Mono<Void> remove(UUID client, UUID id, long seen, ChangeOrigin origin) {
        return find(client, id)
                .doOnNext(attachment -> IfMatch.check(seen, attachment.version()))
                .flatMap(attachment -> attachments.remove(id, seen)
                        .flatMap(done -> done
                                ? history.note(client, related(attachment), Told.of(attachment), null, origin)
                                : Mono.error(new StaleVersion())))
                .then(removal.afterCommit(id))
                .as(transaction::transactional);
    }

    Mono<Void> removePhoto(UUID client, long seen, ChangeOrigin origin) {
        return attachments.lockClient(client)
                .then(attachments.photo(client))
                .switchIfEmpty(Mono.error(() -> new PhotoNotFound(client)))
                .doOnNext(photo -> IfMatch.check(seen, photo.version()))
                .delayUntil(_ -> attachments.removePhoto(client))
                .flatMap(removed -> history.note(client, photo(removed), Told.of(removed), null, origin)
                        .then(removal.afterCommit(removed.id())))
                .as(transaction::transactional);
    }

    private static Related related(Attachment attachment) {
        return Related.oneOf("attachments", attachment.id());
    }

    private static Related photo(Attachment photo) {
        return new Related("photo", photo.id());
    }

    /** First the file, then its row; where there is no row, no file stays. */
    private Mono<Attachment> kept(UUID client, Flux<DataBuffer> content, Accepted accepted,
            Function<KeptFile, Mono<Attachment>> row) {
        UUID id = ids.next();
        return clients.require(client)
                .then(files.keep(id, content, accepted))
                .flatMap(file -> clients.hold(client)
                        .then(Mono.defer(() -> row.apply(file)))
                        .as(transaction::transactional)
                        .onErrorResume(failure -> files.remove(id).onErrorComplete().then(Mono.error(failure))));
    }

    /** A file as the history tells of it. */
    private record Told(String name, @Nullable String description, String mediaType, long size, String sha256) {
        static Told of(Attachment file) {
            return new Told(file.name(), file.description(), file.mediaType(), file.size(), file.sha256());
        }
    }
}
