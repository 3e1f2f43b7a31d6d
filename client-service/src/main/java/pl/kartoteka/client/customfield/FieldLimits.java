package pl.kartoteka.client.customfield;

import java.math.BigDecimal;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a value may be beyond its type.
 *
 * @param min of a number
 * @param max of a number
 * @param maxLength of a text
 * @param pattern of a whole text, in the syntax of RE2, whose matching takes time in proportion to the text and no more
 */
record FieldLimits(
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable Integer maxLength,
        @Nullable String pattern) {

    boolean allow(JsonNode value) {
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            return (min == null || number.compareTo(min) >= 0) && (max == null || number.compareTo(max) <= 0);
        }
        if (value.isString()) {
            String text = value.stringValue();
            return (maxLength == null || text.length() <= maxLength)
                    && (pattern == null || Pattern.matches(pattern, text));
        }
        return true;
    }

    boolean hasValidPattern() {
        try {
            return pattern == null || Pattern.compile(pattern) != null;
        } catch (PatternSyntaxException _) {
            return false;
        }
    }

    boolean areInOrder() {
        return min == null || max == null || min.compareTo(max) <= 0;
    }
}
