package pl.kartoteka.problem;

import java.util.List;

/** The request has a shape or values that cannot be taken; every offending field is named. */
public class InvalidInput extends DomainProblem {
    private final List<FieldError> errors;

    public InvalidInput(List<FieldError> errors) {
        super(Kind.INVALID, "invalid-request");
        this.errors = List.copyOf(errors);
    }

    public InvalidInput(String field, String code) {
        this(List.of(FieldError.of(field, code)));
    }

    public final List<FieldError> errors() {
        return errors;
    }
}
