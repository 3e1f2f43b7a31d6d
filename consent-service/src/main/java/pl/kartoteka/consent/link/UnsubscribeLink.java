package pl.kartoteka.consent.link;

import java.time.Instant;
import java.util.UUID;

/**
 * Opens the way out of what one message was sent for.
 *
 * @param decisionId the decision the message was sent on
 */
public record UnsubscribeLink(UUID clientId, String purpose, UUID decisionId, Instant expiresAt) implements Link {}
