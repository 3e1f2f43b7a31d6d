package pl.kartoteka.documents;

import java.util.List;

/**
 * What stands above the rows of a table.
 *
 * @param title of the document, or of its sheet; a CSV file has none
 */
public record TableHead(String title, List<String> columns) {
    public TableHead {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("table: no columns (expected: at least one)");
        }
    }
}
