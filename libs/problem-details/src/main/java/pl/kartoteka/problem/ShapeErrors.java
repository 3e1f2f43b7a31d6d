package pl.kartoteka.problem;

import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What Jackson could not bind, in our words. */
final class ShapeErrors {
    private ShapeErrors() {}

    static FieldError error(String field, boolean absent, DatabindException mismatch) {
        for (Throwable cause = mismatch; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidValue refused) {
                return refused.at(field);
            }
        }
        return switch (mismatch) {
            case UnrecognizedPropertyException _ -> FieldError.of(field, "field.unknown");
            case InvalidTypeIdException _ -> FieldError.of(field, "value.invalid");
            case InvalidNullException _ -> FieldError.of(field, "required");
            case MismatchedInputException _ when absent -> FieldError.of(field, "required");
            case MismatchedInputException input when input.getTargetType() != null ->
                    ExpectedType.of(field, input.getTargetType());
            default -> FieldError.of(field, "value.invalid");
        };
    }
}
