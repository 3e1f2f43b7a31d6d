package pl.kartoteka.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.problem.InvalidInput;

/** The version a caller has seen, as said in {@code If-Match}. */
public final class IfMatch {
    /** What follows the version is about something shown beside it: {@link ETags#of(long, Long)}. */
    private static final Pattern VERSION = Pattern.compile("\\s*\"(\\d{1,18})(?:\\.\\d{1,18})?\"\\s*");

    private IfMatch() {}

    /** The version the caller wants to change; 428 when none is said, 400 when it is not an entity tag of ours. */
    public static long required(@Nullable String header) {
        if (header == null) {
            throw new PreconditionRequired();
        }
        Matcher version = VERSION.matcher(header);
        if (!version.matches()) {
            throw new InvalidInput("If-Match", "if-match.invalid");
        }
        return Long.parseLong(version.group(1));
    }

    /** As {@link #required}; null when none is said. */
    public static @Nullable Long optional(@Nullable String header) {
        return header == null ? null : required(header);
    }

    /**
     * For what is put in its place, which may be empty: who replaces something must have seen it (428, 412).
     *
     * @param current the version of what is replaced; null where there is nothing
     */
    public static void checkReplaced(@Nullable Long seen, @Nullable Long current) {
        if (current != null && seen != null) {
            check(seen, current);
        } else if (current != null) {
            throw new PreconditionRequired();
        } else if (seen != null) {
            throw new StaleVersion();
        }
    }

    /** Refuses a change of another version than the one there is. */
    public static void check(long seen, long current) {
        if (seen != current) {
            throw new StaleVersion(current);
        }
    }
}
