package pl.kartoteka.client.attachment;

import java.util.UUID;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import pl.kartoteka.files.FileRemoval;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Attachments and the photo in erasures and exports; the files themselves go when the erasure has committed. */
@Component
class AttachmentData implements HoldsPersonalData {
    private final Attachments attachments;
    private final AttachmentFolder folder;
    private final FileRemoval removal;

    AttachmentData(Attachments attachments, AttachmentFolder folder, FileRemoval removal) {
        this.attachments = attachments;
        this.folder = folder;
        this.removal = removal;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return Mono.zip(
                attachments.removeAll(clientId).concatMap(id -> removal.afterCommit(id).thenReturn(id)).count(),
                attachments.removePhoto(clientId).flatMap(photo -> removal.afterCommit(photo.id()).thenReturn(1L))
                        .defaultIfEmpty(0L),
                (files, photos) -> Erasure.of("attachments", files).and(Erasure.of("photo", photos)));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return attachments.all(clientId)
                .map(file -> file(file, "attachments/" + file.id() + "/" + file.name(), "Załącznik: " + file.name()))
                .concatWith(attachments.photo(clientId).map(photo -> file(photo, "photo", "Zdjęcie")));
    }

    private PersonalFile file(Attachment attachment, String name, String title) {
        return new PersonalFile(name, title, attachment.mediaType(),
                folder.content(attachment).map(AttachmentData::bytes));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}
