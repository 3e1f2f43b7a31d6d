package pl.kartoteka.consent.verification;

import java.util.UUID;

record StoredHead(UUID clientId, long length, String hash) {}
