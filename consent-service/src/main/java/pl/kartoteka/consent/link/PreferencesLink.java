package pl.kartoteka.consent.link;

import java.time.Instant;
import java.util.UUID;

/**
 * Opens every consent of a person.
 *
 * @param onlyNo whether it takes withdrawals only: who came by another link may be somebody the message was forwarded to
 */
public record PreferencesLink(UUID clientId, boolean onlyNo, Instant expiresAt) implements Link {}
