package pl.kartoteka.consent.verification;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A consent as decisions read it. */
record StoredState(
        UUID clientId,
        String purposeCode,
        String status,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant validUntil,
        @Nullable Instant closedAt,
        long version,
        long position) {
    /** The format of entries that first told when an earlier answer ended. */
    private static final int CLOSED_AT_SINCE = 2;

    /** Whether the entry says the same. */
    boolean isWhat(JsonNode entry) {
        return entry.path("position").asLong(0) == position
                && entry.path("version").asLong(0) == version
                && entry.path("to").asString("").equals(status)
                && same(entry, "askedAt", askedAt)
                && same(entry, "answeredAt", answeredAt)
                && same(entry, "validUntil", validUntil)
                && (entry.path("format").asInt(0) < CLOSED_AT_SINCE || same(entry, "closedAt", closedAt));
    }

    private static boolean same(JsonNode entry, String name, @Nullable Instant instant) {
        String text = entry.path(name).isString() ? entry.path(name).stringValue() : null;
        return Objects.equals(text, instant == null ? null : instant.toString());
    }
}
