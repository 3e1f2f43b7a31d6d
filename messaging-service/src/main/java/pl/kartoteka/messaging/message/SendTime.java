package pl.kartoteka.messaging.message;

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

/** A moment in the calendar of people; JSON can spell others, which no database keeps. */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SendTime.Check.class)
public @interface SendTime {
    String message() default "{send-at.range}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<SendTime, Instant> {
        private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

        @Override
        public boolean isValid(@Nullable Instant instant, ConstraintValidatorContext context) {
            return instant == null || !instant.isBefore(Instant.EPOCH) && instant.isBefore(END);
        }
    }
}
