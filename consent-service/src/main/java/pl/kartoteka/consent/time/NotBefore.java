package pl.kartoteka.consent.time;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/** An instant that is not earlier than the given one: what lies further back is a slip, and the database may not know it. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NotBefore.Check.class)
public @interface NotBefore {
    String value();

    String message() default "{date.too-early}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares. */
    class Check implements ConstraintValidator<NotBefore, Instant> {
        private Instant earliest = Instant.MIN;

        @Override
        public void initialize(NotBefore constraint) {
            earliest = Instant.parse(constraint.value());
        }

        @Override
        public boolean isValid(@Nullable Instant instant, ConstraintValidatorContext context) {
            return instant == null || !instant.isBefore(earliest);
        }
    }
}
