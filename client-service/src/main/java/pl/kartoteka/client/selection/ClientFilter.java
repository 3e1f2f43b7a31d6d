package pl.kartoteka.client.selection;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The clients that are meant: those that fulfil everything that is given, all where nothing is.
 *
 * @param q what is looked for, as a person writes it
 * @param criteria in the language of the criteria library
 * @param caretakers subjects of whom one must be a caretaker of the client; nobody is meant where there are none
 * @param merged whether those are meant too that were merged into another client
 */
public record ClientFilter(@Nullable String q, @Nullable JsonNode criteria, @Nullable List<UUID> ids,
        @Nullable List<String> caretakers, boolean merged) {
    public static final ClientFilter EVERYBODY = new ClientFilter(null, null, null);

    public ClientFilter(@Nullable String q, @Nullable JsonNode criteria, @Nullable List<UUID> ids) {
        this(q, criteria, ids, null, false);
    }

    public ClientFilter lookedAfterBy(Collection<String> subjects) {
        return new ClientFilter(q, criteria, ids, List.copyOf(subjects), merged);
    }

    public ClientFilter withMerged(boolean wanted) {
        return new ClientFilter(q, criteria, ids, caretakers, wanted);
    }

    public static ClientFilter matching(@Nullable String q) {
        return new ClientFilter(q, null, null);
    }

    /** Without what is looked for. */
    public ClientFilter withoutText() {
        return new ClientFilter(null, criteria, ids, caretakers, merged);
    }

    public static ClientFilter meeting(@Nullable JsonNode criteria) {
        return new ClientFilter(null, criteria, null);
    }

    public static ClientFilter of(List<UUID> ids) {
        return new ClientFilter(null, null, List.copyOf(ids));
    }
}
