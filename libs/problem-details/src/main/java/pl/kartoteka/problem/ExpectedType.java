package pl.kartoteka.problem;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

/** What a field should have been, said by the code of its error. */
final class ExpectedType {
    private static final Set<Class<?>> INTEGERS = Set.of(Byte.class, Short.class, Integer.class, Long.class,
            BigInteger.class);
    private static final Map<Class<?>, String> CODES = Map.of(
            Boolean.class, "boolean.expected",
            UUID.class, "uuid.expected",
            LocalDate.class, "date.expected",
            LocalTime.class, "time.expected",
            Instant.class, "instant.expected",
            OffsetDateTime.class, "instant.expected");

    private ExpectedType() {}

    static FieldError of(String field, Class<?> declared) {
        Class<?> type = ClassUtils.resolvePrimitiveIfNecessary(declared);
        Object[] choices = type.getEnumConstants();
        if (choices != null) {
            String allowed = Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(", "));
            return new FieldError(field, "choice.expected", Map.of("allowed", allowed));
        }
        return FieldError.of(field, code(type));
    }

    private static String code(Class<?> type) {
        String known = CODES.get(type);
        if (known != null) {
            return known;
        }
        if (INTEGERS.contains(type)) {
            return "integer.expected";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "number.expected";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text.expected";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "list.expected";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type) ? "object.expected" : "value.invalid";
    }
}
