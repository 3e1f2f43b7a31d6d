package pl.kartoteka.problem;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.validation.ConstraintViolation;

/**
 * Bean Validation in our words. A constraint names its error code as its message, {@code {postal-code.invalid}};
 * the standard constraints have the codes listed here.
 */
final class Violations {
    private static final Pattern CODE = Pattern.compile("\\{([a-z0-9-]+(?:\\.[a-z0-9-]+)*)}");
    private static final Pattern CONTAINER_ELEMENT = Pattern.compile("\\.?<[^>]+>");
    private static final Map<String, String> STANDARD = Map.ofEntries(
            Map.entry("NotNull", "required"),
            Map.entry("NotBlank", "required"),
            Map.entry("NotEmpty", "required"),
            Map.entry("Null", "not-allowed"),
            Map.entry("Size", "size.out-of-range"),
            Map.entry("Length", "size.out-of-range"),
            Map.entry("Min", "number.too-small"),
            Map.entry("DecimalMin", "number.too-small"),
            Map.entry("Positive", "number.not-positive"),
            Map.entry("PositiveOrZero", "number.negative"),
            Map.entry("Max", "number.too-large"),
            Map.entry("DecimalMax", "number.too-large"),
            Map.entry("Digits", "number.digits"),
            Map.entry("Pattern", "format.invalid"),
            Map.entry("Email", "email.invalid"),
            Map.entry("Past", "date.not-past"),
            Map.entry("PastOrPresent", "date.future"),
            Map.entry("Future", "date.not-future"),
            Map.entry("FutureOrPresent", "date.past"),
            Map.entry("UniqueElements", "list.repeats"));

    private Violations() {}

    static List<FieldError> errors(Set<? extends ConstraintViolation<?>> violations) {
        return violations.stream()
                .map(violation -> error(field(violation), violation))
                .distinct()
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::code))
                .toList();
    }

    static FieldError error(String field, ConstraintViolation<?> violation) {
        return new FieldError(field, code(violation), arguments(violation));
    }

    private static String field(ConstraintViolation<?> violation) {
        return CONTAINER_ELEMENT.matcher(violation.getPropertyPath().toString()).replaceAll("");
    }

    private static String code(ConstraintViolation<?> violation) {
        Matcher named = CODE.matcher(violation.getMessageTemplate());
        if (named.matches() && !violation.getMessageTemplate().startsWith("{jakarta.")) {
            return named.group(1);
        }
        String constraint = violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
        Map<String, Object> attributes = violation.getConstraintDescriptor().getAttributes();
        if (constraint.equals("Size") && Objects.equals(attributes.get("min"), 0)) {
            return "size.too-long";
        }
        if (constraint.equals("Size") && Objects.equals(attributes.get("max"), Integer.MAX_VALUE)) {
            return "size.too-short";
        }
        return STANDARD.getOrDefault(constraint, "value.invalid");
    }

    private static Map<String, Object> arguments(ConstraintViolation<?> violation) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        violation.getConstraintDescriptor().getAttributes().forEach((name, value) -> {
            if (value instanceof Number || value instanceof String) {
                arguments.put(name, value);
            }
        });
        return arguments;
    }
}
