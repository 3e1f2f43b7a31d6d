package pl.kartoteka.client.attachment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A file attached to a client.
 *
 * @param id also that of the file
 * @param name as the caller called it, without any folder
 * @param mediaType what the content is
 * @param version of a photo, which is replaced as a whole, the moment it was put there
 */
record Attachment(
        UUID id,
        UUID clientId,
        String name,
        @Nullable String description,
        String mediaType,
        Long size,
        String sha256,
        Instant addedAt,
        String addedBy,
        Long version) {

    Attachment changed(AttachmentRequest request) {
        return new Attachment(id, clientId, FileName.of(request.name()).text(), request.description(), mediaType, size,
                sha256, addedAt, addedBy, version + 1);
    }

    /** Says nothing of what it is called, so that a person in a name never reaches a log by accident. */
    @Override
    public String toString() {
        return "attachment " + id;
    }
}
