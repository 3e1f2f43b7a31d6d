package pl.kartoteka.consent.ledger;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An entry as it is shown to people. What was erased is null.
 *
 * @param mergedFrom the duplicate whose answer was taken over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
        long position,
        String origin,
        @Nullable String from,
        @Nullable String to,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant validUntil,
        Instant recordedAt,
        @Nullable String recordedBy,
        @Nullable Evidence evidence,
        @Nullable String mergedFrom,
        String previousHash,
        String hash) {

    /** How an answer was obtained. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Evidence(
            @Nullable String method,
            @Nullable Integer textVersion,
            @Nullable String textLanguage,
            @Nullable String note,
            @Nullable String source,
            @Nullable String reference,
            @Nullable String attachmentId,
            @Nullable String attachmentHash) {

        private static final Evidence NONE = new Evidence(null, null, null, null, null, null, null, null);
    }

    /** @param storedDetail canonical JSON; null when there was none or it was erased */
    public static HistoryEntry of(long position, String canonical, String hash, @Nullable String storedDetail) {
        Detail detail = storedDetail == null ? Detail.NONE : Detail.parse(storedDetail);
        JsonNode json = CanonicalJson.read(canonical);
        Evidence evidence = new Evidence(
                text(json, "method"),
                json.path("textVersion").isInt() ? json.path("textVersion").intValue() : null,
                text(json, "textLanguage"),
                detail.note(),
                detail.source(),
                detail.reference(),
                detail.attachmentId(),
                detail.attachmentHash());
        return new HistoryEntry(
                position,
                json.path("origin").asString(),
                text(json, "from"),
                text(json, "to"),
                instant(json, "askedAt"),
                instant(json, "answeredAt"),
                instant(json, "validUntil"),
                Instant.parse(json.path("recordedAt").asString()),
                detail.recordedBy(),
                evidence.equals(Evidence.NONE) ? null : evidence,
                text(json, "mergedFrom"),
                json.path("previous").asString(),
                hash);
    }

    private static @Nullable String text(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static @Nullable Instant instant(JsonNode json, String name) {
        String text = text(json, name);
        return text == null ? null : Instant.parse(text);
    }
}
