package pl.kartoteka.client.exports;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.selection.ClientFilter;
import tools.jackson.databind.JsonNode;

/**
 * @param format csv, csv-excel (semicolons, as a Polish Excel opens it), xlsx or pdf; csv when not said
 * @param columns in their order; the usual ones when not said
 * @param sort as in {@code ["name", "-createdAt"]}; as they were registered when not said
 * @param caretaker a subject, or {@code me}
 * @param mine {@code today}: whose clients the caller looks after today, substitutions included
 * @param merged whether those go out too that were merged into another client
 */
record ExportRequest(
        @Nullable String format,
        @Size(max = 200) @Nullable List<@NotNull String> columns,
        @Nullable String q,
        @Nullable JsonNode criteria,
        @Size(max = 10_000) @Nullable List<@NotNull UUID> clientIds,
        @Nullable List<@NotNull String> sort,
        @Nullable String caretaker,
        @Nullable String mine,
        @Nullable Boolean merged) {

    ClientFilter filter() {
        return new ClientFilter(q, criteria, clientIds).withMerged(Boolean.TRUE.equals(merged));
    }
}
