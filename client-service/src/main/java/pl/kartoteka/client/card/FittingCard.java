package pl.kartoteka.client.card;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;

/** A card whose numbers are valid and whose fields fit its kind; every field that does not is named. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = FittingCard.Checked.class)
@interface FittingCard {
    String message() default "{card.invalid}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Checked implements ConstraintValidator<FittingCard, ClientCard> {
        @Override
        public boolean isValid(ClientCard card, ConstraintValidatorContext context) {
            var findings = CardRules.findings(card);
            context.disableDefaultConstraintViolation();
            findings.forEach(finding -> context.buildConstraintViolationWithTemplate("{" + finding.code() + "}")
                    .addPropertyNode(finding.field())
                    .addConstraintViolation());
            return findings.isEmpty();
        }
    }
}
