package pl.kartoteka.gus.bir;

import java.util.List;

/** The inner document of a search or report: rows with code 0, or no rows and the reason. */
record BirAnswer(int code, List<BirRow> rows, String raw) {
    static final int SUCCEEDED = 0;
    static final int NOTHING_FOUND = 4;
    static final int UNKNOWN_REPORT = 5;
    static final int NO_SESSION = 7;
    static final int PKD_NOT_PUBLISHED = 11;

    static BirAnswer of(List<BirRow> rows, String raw) {
        for (var row : rows) {
            var code = row.errorCode();
            if (code != null && code != SUCCEEDED) {
                return new BirAnswer(code, List.of(), raw);
            }
        }
        return new BirAnswer(SUCCEEDED, rows, raw);
    }

    boolean found() {
        return code == SUCCEEDED && !rows.isEmpty();
    }
}
