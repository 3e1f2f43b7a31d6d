package pl.kartoteka.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** Gathers what is wrong with a request beyond its shape, so that the caller learns all of it at once. */
public final class ErrorCollector {
    private final List<FieldError> errors = new ArrayList<>();

    public void add(String field, String code) {
        errors.add(FieldError.of(field, code));
    }

    public void add(String field, String code, Map<String, Object> arguments) {
        errors.add(new FieldError(field, code, arguments));
    }

    /** The value, or null with the error noted when it refuses itself with an {@link InvalidValue}. */
    public <T> @Nullable T value(String field, Supplier<T> value) {
        try {
            return value.get();
        } catch (InvalidValue invalid) {
            errors.add(invalid.at(field));
            return null;
        }
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** Throws one {@link InvalidInput} with everything gathered; does nothing when there is nothing. */
    public void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }
}
