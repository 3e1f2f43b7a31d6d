package pl.kartoteka.problem;

import java.util.Map;

/** Thrown by a value that guards itself; the code becomes that of the field the value came from. */
public class InvalidValue extends IllegalArgumentException {
    private final String code;
    private final transient Map<String, Object> arguments;

    public InvalidValue(String code) {
        this(code, Map.of());
    }

    public InvalidValue(String code, Map<String, Object> arguments) {
        super(code);
        this.code = code;
        this.arguments = Map.copyOf(arguments);
    }

    public final FieldError at(String field) {
        return new FieldError(field, code, arguments);
    }
}
