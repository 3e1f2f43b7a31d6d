package pl.kartoteka.problem;

import java.util.Map;

/**
 * One field that cannot be taken. The code is stable and is also the key of its message.
 *
 * @param field path in the request, as in {@code addresses[0].postalCode}; empty for the request as a whole
 * @param arguments fill {@code {name}} in the message
 */
public record FieldError(String field, String code, Map<String, Object> arguments) {
    public FieldError {
        arguments = Map.copyOf(arguments);
    }

    public static FieldError of(String field, String code) {
        return new FieldError(field, code, Map.of());
    }
}
