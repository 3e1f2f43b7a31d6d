package pl.kartoteka.client.imports;

import java.util.List;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientKind;

/**
 * What an import is asked to do.
 *
 * @param source whose codes the file uses, as the name of a system
 * @param kind of clients whose rows do not say
 * @param addEntries whether groups, traits, sources and industries that are missing are added
 * @param columns what each column of a CSV file is; empty for EPP
 */
record ImportRequest(
        String fileName,
        Format format,
        boolean dryRun,
        Mode mode,
        Existing existing,
        String source,
        ClientKind kind,
        boolean addEntries,
        String encoding,
        char delimiter,
        boolean header,
        List<Column> columns,
        @Nullable String reason) {

    enum Format {
        CSV, EPP
    }

    enum Mode {
        BEST_EFFORT, ALL_OR_NOTHING
    }

    /** What becomes of a client that is there already, when its row says something else. */
    enum Existing {
        UPDATE, SKIP
    }

    /** @param field null when the column is left out */
    record Column(String column, @Nullable String field) {}
}
