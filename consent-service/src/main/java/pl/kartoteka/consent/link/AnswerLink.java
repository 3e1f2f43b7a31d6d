package pl.kartoteka.consent.link;

import java.time.Instant;
import java.util.UUID;

/** Opens the questions put to a person at one time. */
public record AnswerLink(UUID requestId, Instant expiresAt) implements Link {}
