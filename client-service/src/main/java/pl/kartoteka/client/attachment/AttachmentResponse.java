package pl.kartoteka.client.attachment;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

record AttachmentResponse(
        UUID id,
        String name,
        @Nullable String description,
        String mediaType,
        long size,
        String sha256,
        Instant addedAt,
        String addedBy,
        long version) {

    static AttachmentResponse of(Attachment attachment) {
        return new AttachmentResponse(attachment.id(), attachment.name(), attachment.description(),
                attachment.mediaType(), attachment.size(), attachment.sha256(), attachment.addedAt(),
                attachment.addedBy(), attachment.version());
    }
}
