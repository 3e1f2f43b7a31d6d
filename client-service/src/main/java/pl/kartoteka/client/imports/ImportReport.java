package pl.kartoteka.client.imports;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.imports.ImportPosition.Counts;
import pl.kartoteka.client.imports.ImportPosition.Phase;
import pl.kartoteka.client.imports.ImportRequest.Column;
import pl.kartoteka.client.imports.ImportRequest.Format;

/**
 * What an import has found and done so far.
 *
 * @param phase what {@code done} counts: rows looked at, or written
 * @param columns what each column was taken for; without a field it was left out
 * @param skippedSections of an EPP file, with the records in each
 * @param notTaken what contractors of an EPP file say that a card has no place for, with how many say it
 * @param warned rows that were taken, whose clients may be others that were there before
 * @param written whether what is counted is in the register
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportReport(
        String fileName,
        Format format,
        String encoding,
        @Nullable String delimiter,
        boolean dryRun,
        ImportRequest.Mode mode,
        Phase phase,
        @Nullable List<Column> columns,
        @Nullable Map<String, Long> skippedSections,
        @Nullable Map<String, Long> notTaken,
        long registered,
        long updated,
        long unchanged,
        long refused,
        long warned,
        boolean written) {

    static ImportReport of(ImportRequest request, ImportFile.Contents contents, Phase phase, Counts counts,
            boolean written) {
        boolean csv = request.format() == Format.CSV;
        return new ImportReport(request.fileName(), request.format(), request.encoding(),
                csv ? String.valueOf(request.delimiter()) : null,
                request.dryRun(), request.mode(), phase,
                csv ? request.columns() : null,
                csv ? null : contents.skipped(),
                csv ? null : contents.notTaken(),
                counts.registered(), counts.updated(), counts.unchanged(), counts.refused(),
                counts.warned() == null ? 0 : counts.warned(), written);
    }
}
