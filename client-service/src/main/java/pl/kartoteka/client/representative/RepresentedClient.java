package pl.kartoteka.client.representative;

import java.time.Instant;
import java.util.UUID;

/** A client somebody acts for, and in which position. */
record RepresentedClient(UUID clientId, String name, String position, Instant since) {}
