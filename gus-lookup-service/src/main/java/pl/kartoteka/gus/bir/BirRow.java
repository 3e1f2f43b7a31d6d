package pl.kartoteka.gus.bir;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.RegisterFailure;

/** One {@code dane} element: every field optional, and looked up whatever its letter case, which differs by report. */
final class BirRow {
    private final TreeMap<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    void put(String field, String value) {
        var text = value.strip();
        if (!text.isEmpty()) {
            fields.put(field, text);
        }
    }

    /** The first of the fields that says anything. */
    @Nullable
    String text(String... names) {
        for (var name : names) {
            var value = fields.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    String required(String name) {
        var value = text(name);
        if (value == null) {
            throw RegisterFailure.broken("BIR: row without " + name);
        }
        return value;
    }

    /** An {@code xs:date}; a zone after it is allowed and means nothing. */
    @Nullable
    LocalDate date(String... names) {
        var value = text(names);
        if (value == null) {
            return null;
        }
        try {
            return LocalDate.parse(value.length() > 10 ? value.substring(0, 10) : value);
        } catch (DateTimeParseException e) {
            throw RegisterFailure.of(RegisterFailure.Reason.BROKEN_ANSWER, "BIR: unreadable date", e);
        }
    }

    /** SUCCEEDED for a row of data. */
    BirCode errorCode() {
        var code = text("ErrorCode");
        return code == null ? BirCode.SUCCEEDED : BirCode.of(code);
    }
}
