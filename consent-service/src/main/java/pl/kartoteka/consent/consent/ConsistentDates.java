package pl.kartoteka.consent.consent;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import org.jspecify.annotations.Nullable;

/** Dates that may be: not in the future, the answer not before the question, no answer to what is pending. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ConsistentDates.Check.class)
@interface ConsistentDates {
    String message() default "{date.future}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<ConsistentDates, ConsentRequest> {
        private static final Duration CLOCKS_APART = Duration.ofMinutes(1);
        static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

        @Override
        public boolean isValid(ConsentRequest request, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            Instant latest = context.getClockProvider().getClock().instant().plus(CLOCKS_APART);
            boolean valid = inTime("askedAt", request.askedAt(), latest, context)
                    & inTime("answeredAt", request.answeredAt(), latest, context);
            Instant asked = request.askedAt();
            Instant answered = request.answeredAt();
            if (answered != null && request.status() == ConsentStatus.PENDING) {
                return refuse("answeredAt", "{answered-at.pending}", context);
            }
            if (asked != null && answered != null && answered.isBefore(asked)) {
                return refuse("answeredAt", "{answered-at.before-asked}", context);
            }
            return valid;
        }

        private static boolean inTime(
                String field,
                @Nullable Instant instant,
                Instant latest,
                ConstraintValidatorContext context) {
            if (instant == null) {
                return true;
            }
            if (instant.isAfter(latest)) {
                return refuse(field, "{date.future}", context);
            }
            return !instant.isBefore(EARLIEST) || refuse(field, "{date.too-early}", context);
        }

        private static boolean refuse(String field, String code, ConstraintValidatorContext context) {
            context.buildConstraintViolationWithTemplate(code).addPropertyNode(field).addConstraintViolation();
            return false;
        }
    }
}
