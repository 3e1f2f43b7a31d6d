package pl.kartoteka.problem;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/**
 * A request that has to fit in ways no constraint on a single field can say. What does not is named together with what has the wrong
 * shape, so that the caller learns all of it at once.
 */
@ChecksItself.Checked
public interface ChecksItself {
    /** Names what does not fit. Also asked where fields have the wrong shape or are missing; those are named already. */
    void check(Errors errors);

    /** Takes the code of an error, and the field it is about. */
    interface Errors {
        void add(String field, String code);
    }

    /** Bean Validation asks what implements the interface. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = Checked.ByItself.class)
    @interface Checked {
        String message() default "{value.invalid}";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};

        /** Turns every error into a violation of its field. */
        class ByItself implements ConstraintValidator<Checked, ChecksItself> {
            @Override
            public boolean isValid(ChecksItself request, ConstraintValidatorContext context) {
                var errors = new ErrorCollector();
                request.check(errors::add);
                context.disableDefaultConstraintViolation();
                errors.errors().forEach(error -> context.buildConstraintViolationWithTemplate("{" + error.code() + "}")
                        .addPropertyNode(error.field())
                        .addConstraintViolation());
                return errors.isEmpty();
            }
        }
    }
}
