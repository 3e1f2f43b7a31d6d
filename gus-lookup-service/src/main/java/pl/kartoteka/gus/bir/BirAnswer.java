package pl.kartoteka.gus.bir;

import java.util.List;

/** The inner document of a search or report: rows that SUCCEEDED, or no rows and the reason. */
record BirAnswer(BirCode code, List<BirRow> rows, String raw) {
    static final BirAnswer NOT_ASKED = new BirAnswer(BirCode.SUCCEEDED, List.of(), "");

    static BirAnswer of(List<BirRow> rows, String raw) {
        for (var row : rows) {
            var code = row.errorCode();
            if (code != BirCode.SUCCEEDED) {
                return new BirAnswer(code, List.of(), raw);
            }
        }
        return new BirAnswer(BirCode.SUCCEEDED, rows, raw);
    }

    boolean found() {
        return code == BirCode.SUCCEEDED && !rows.isEmpty();
    }
}
