package pl.kartoteka.messaging.message;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

/** What the messages of one sending have in common. */
public record MessageOrder(
        @Nullable UUID campaignId,
        Channel channel,
        String purpose,
        UUID contentId,
        Instant sendAt,
        String orderedBy) {}
