package pl.kartoteka.consent.verification;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * A line of the export of the ledger. In this order: what it is; each signed head and what it sealed; the texts people were
 * shown; of each client the entries, the end of the chain and the states that rest on it; how many lines there were.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ExportLine.Ledger.class, name = "ledger"),
    @JsonSubTypes.Type(value = ExportLine.Head.class, name = "head"),
    @JsonSubTypes.Type(value = ExportLine.Seal.class, name = "seal"),
    @JsonSubTypes.Type(value = ExportLine.Text.class, name = "text"),
    @JsonSubTypes.Type(value = ExportLine.Entry.class, name = "entry"),
    @JsonSubTypes.Type(value = ExportLine.Chain.class, name = "chain"),
    @JsonSubTypes.Type(value = ExportLine.State.class, name = "state"),
    @JsonSubTypes.Type(value = ExportLine.End.class, name = "end")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface ExportLine {

    /** @param details whether what lies beside the entries is in the export; without it nothing personal is */
    record Ledger(int format, Instant exportedAt, boolean details) implements ExportLine {}

    /** @param signature in Base64 */
    record Head(long number, String head, String hash, String signature) implements ExportLine {}

    record Seal(long number, UUID clientId, long length, String hash) implements ExportLine {}

    record Text(String purpose, String language, int version, String text) implements ExportLine {}

    /** @param entry the canonical JSON, character for character */
    record Entry(
            UUID clientId, long position, String entry, String hash, @Nullable String salt, @Nullable String detail)
            implements
                ExportLine {}

    record Chain(UUID clientId, long length, String hash) implements ExportLine {}

    record State(
            UUID clientId,
            String purpose,
            String status,
            @Nullable Instant askedAt,
            @Nullable Instant answeredAt,
            @Nullable Instant validUntil,
            @Nullable Instant closedAt,
            long version,
            long position)
            implements
                ExportLine {}

    /** @param lines before this one: an export without its end was cut off */
    record End(long lines) implements ExportLine {}
}
