package pl.kartoteka.client.imports;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A row of a file in the words of the card.
 *
 * @param unreadable why its cells could not be told apart
 */
record SourceRow(long line, List<Cell> cells, @Nullable String unreadable) {
    /**
     * @param column as the file calls it
     * @param field what it is on the card
     */
    record Cell(String column, String field, String text) {}
}
