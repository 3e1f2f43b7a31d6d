package pl.kartoteka.sandbox.gus;

import java.util.List;

/** What an operation found, with the code that {@code GetValue} tells about it afterwards. */
record Answer(int code, String message, String document) {

    static Answer of(List<Row> rows) {
        return new Answer(0, "", Row.document(rows));
    }

    /** An error arrives as data: HTTP 200, a row with the code and an echo of what was asked. */
    static Answer error(int code, String polish, String english, Row echo) {
        var row = new Row().put("ErrorCode", code).put("ErrorMessagePl", polish).put("ErrorMessageEn", english);
        row.fields().putAll(echo.fields());
        return new Answer(code, polish, Row.document(List.of(row)));
    }

    static Answer nothing(int code, String polish, String english, Row echo) {
        var row = new Row().put("ErrorCode", code).put("DatabaseSearchResultPl", polish)
                .put("DatabaseSearchResultEn", english);
        row.fields().putAll(echo.fields());
        return new Answer(code, polish, Row.document(List.of(row)));
    }

    static Answer notFound(Row echo) {
        return error(4, "Nie znaleziono podmiotu dla podanych kryteriów wyszukiwania.",
                "No data found for the specified search criteria.", echo);
    }

    static Answer noSession() {
        return new Answer(7, "Brak sesji. Sesja wygasła lub przekazano nieprawidłową wartość nagłówka sid.", "");
    }
}
