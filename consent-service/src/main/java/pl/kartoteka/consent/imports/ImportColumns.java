package pl.kartoteka.consent.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;

/** Which field a column of the file is, by its name in either language. */
final class ImportColumns {
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("clientid", "clientId"), Map.entry("klient", "clientId"),
            Map.entry("email", "email"), Map.entry("e-mail", "email"),
            Map.entry("purpose", "purpose"), Map.entry("cel", "purpose"),
            Map.entry("status", "status"), Map.entry("stan", "status"),
            Map.entry("askedat", "askedAt"), Map.entry("data pytania", "askedAt"),
            Map.entry("answeredat", "answeredAt"), Map.entry("data odpowiedzi", "answeredAt"),
            Map.entry("method", "method"), Map.entry("sposób", "method"),
            Map.entry("textversion", "textVersion"), Map.entry("wersja treści", "textVersion"),
            Map.entry("textlanguage", "textLanguage"), Map.entry("język", "textLanguage"),
            Map.entry("note", "note"), Map.entry("uwagi", "note"),
            Map.entry("source", "source"), Map.entry("źródło", "source"),
            Map.entry("reference", "reference"), Map.entry("dokument", "reference"));

    private ImportColumns() {}

    /** The fields of the columns in their order; everything wrong with them at once. */
    static List<String> fields(List<String> columns) {
        List<FieldError> errors = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        for (String column : columns) {
            String field = FIELDS.get(column.toLowerCase(Locale.ROOT));
            if (field == null) {
                errors.add(FieldError.of(column, "import.column-unknown"));
            } else if (fields.contains(field)) {
                errors.add(FieldError.of(column, "import.column-repeated"));
            }
            fields.add(field == null ? "" : field);
        }
        for (String needed : List.of("purpose", "status")) {
            if (!fields.contains(needed)) {
                errors.add(FieldError.of(needed, "import.column-missing"));
            }
        }
        if (!fields.contains("clientId") && !fields.contains("email")) {
            errors.add(FieldError.of("clientId", "import.column-missing"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return fields;
    }
}
