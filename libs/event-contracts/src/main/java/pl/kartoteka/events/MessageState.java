package pl.kartoteka.events;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The state of one message to one client; neither its address nor its text is published.
 *
 * @param channel EMAIL or SMS
 * @param purpose code of the processing purpose it was sent for
 * @param status QUEUED, HELD, SENDING, SENT, DELIVERED, BOUNCED, FAILED, BLOCKED or CANCELLED
 * @param reason why it is HELD, BLOCKED, BOUNCED or FAILED
 * @param decisionId the consent decision it was sent or refused on
 * @param version rises with every change of this message
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageState(
        UUID id,
        UUID clientId,
        @Nullable UUID campaignId,
        String channel,
        String purpose,
        String status,
        @Nullable String reason,
        @Nullable UUID decisionId,
        Instant at,
        long version) {}
