package pl.kartoteka.gus.answer;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** Whether two facts differ only in how they are written: case, spaces, quotes, dots, the dash of a postal code, order. */
final class Sameness {
    private static final Pattern POSTAL_DASH = Pattern.compile("(?<!\\d)(\\d{2})-(\\d{3})(?!\\d)");
    private static final Pattern DECORATION = Pattern.compile("[\\s.,\"'’`„”“«»]");

    private Sameness() {}

    static boolean same(@Nullable Object one, @Nullable Object other) {
        return essence(one).equals(essence(other));
    }

    /** What is not said and a plain "no" are the same: a fact this service learns to read later changes nothing. */
    private static Object essence(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Boolean flag -> flag ? flag : "";
            case String text -> essence(text);
            case Collection<?> list -> list.stream()
                    .map(item -> essence(item).toString())
                    .sorted()
                    .collect(Collectors.joining("|"));
            case Map<?, ?> facts -> {
                var sorted = new TreeMap<String, Object>();
                facts.forEach((name, fact) -> sorted.put(String.valueOf(name), essence(fact)));
                yield sorted.toString();
            }
            default -> value;
        };
    }

    private static String essence(String text) {
        var plain = DECORATION.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("");
        return POSTAL_DASH.matcher(plain).replaceAll("$1$2");
    }
}
