package pl.kartoteka.consent.ledger;

import java.util.UUID;

/** How long the chain of a client is, and the hash of its last entry. */
public record ChainHead(UUID clientId, long length, String hash) {}
