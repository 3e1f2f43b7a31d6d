package pl.kartoteka.client.exports;

import java.util.List;

/** What exports can write, for tests of what reads it again. */
public final class ExportedColumns {
    private ExportedColumns() {}

    public static List<String> all() {
        return ExportColumn.names().stream().sorted().toList();
    }
}
