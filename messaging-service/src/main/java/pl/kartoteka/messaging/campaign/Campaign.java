package pl.kartoteka.messaging.campaign;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.template.Words;

/**
 * A sending to everybody in a segment.
 *
 * @param contentId the words as they were at the start
 * @param audience how many the segment had at the start
 */
record Campaign(
        UUID id,
        long version,
        String name,
        Channel channel,
        String purpose,
        UUID segmentId,
        @Nullable UUID templateId,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable Instant sendAt,
        @Nullable Integer ratePerSecond,
        CampaignStatus status,
        @Nullable UUID contentId,
        int audience,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) implements Words {}
