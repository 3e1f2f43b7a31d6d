package pl.kartoteka.client.imports;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Why a row is not taken.
 *
 * @param column as the file calls it; null when it is about the row as a whole or about what no column says
 * @param value as written, masked where it is sealed on a card
 */
record RowError(RowCard row, @Nullable String column, @Nullable String value, String code,
        Map<String, Object> arguments) {
    long line() {
        return row.row().line();
    }

    /** Says nothing of what is written in the row. */
    @Override
    public String toString() {
        return "line " + line() + ": " + code;
    }
}
