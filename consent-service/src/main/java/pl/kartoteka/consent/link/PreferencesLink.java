package pl.kartoteka.consent.link;

import java.time.Instant;
import java.util.UUID;

/** Opens every consent of a person. */
public record PreferencesLink(UUID clientId, Instant expiresAt) implements Link {}
