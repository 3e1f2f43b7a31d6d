package pl.kartoteka.consent.consent;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.ledger.Fact;
import pl.kartoteka.consent.ledger.LedgerEntry;
import tools.jackson.databind.JsonNode;

/** What proves a state that is taken over from a duplicate: how its answer was obtained, and the entry that says so. */
record Proof(EvidenceGiven evidence, @Nullable String textHash, Fact.MergedFrom mergedFrom) {

    static Proof of(UUID duplicate, String entry, String entryHash) {
        JsonNode json = LedgerEntry.read(entry);
        JsonNode method = json.path("method");
        JsonNode language = json.path("textLanguage");
        JsonNode textHash = json.path("textHash");
        return new Proof(
                new EvidenceGiven(
                        method.isString() ? EvidenceMethod.valueOf(method.stringValue()) : null,
                        json.path("textVersion").isInt() ? json.path("textVersion").intValue() : null,
                        language.isString() ? language.stringValue() : null,
                        null,
                        null,
                        null),
                textHash.isString() ? textHash.stringValue() : null,
                new Fact.MergedFrom(duplicate, entryHash));
    }
}
