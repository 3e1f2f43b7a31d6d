package pl.kartoteka.client.search;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * @param sort as in {@code ["name", "-createdAt"]}
 * @param fields of each client; everything when not said
 * @param caretaker a subject, or {@code me}
 * @param mine {@code today}: whose clients the caller looks after today, substitutions included
 * @param merged whether to find those too that were merged into another client
 * @param count whether to say how many there are in all
 */
record SearchRequest(
        @Nullable String q,
        @Nullable JsonNode criteria,
        @Nullable List<@NotNull String> sort,
        @Nullable List<@NotNull String> fields,
        @Nullable Integer limit,
        @Nullable String cursor,
        @Nullable String caretaker,
        @Nullable String mine,
        @Nullable Boolean merged,
        @Nullable Boolean count) {}
