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
        String addedBy) {}
