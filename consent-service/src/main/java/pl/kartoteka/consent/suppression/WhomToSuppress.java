package pl.kartoteka.consent.suppression;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.regex.Pattern;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import pl.kartoteka.consent.purpose.Channel;

/** Either a client or an address that fits its channel. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = WhomToSuppress.Check.class)
@interface WhomToSuppress {
    String message() default "{suppression.whom}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<WhomToSuppress, SuppressionRequest> {
        private static final Pattern EMAIL = Pattern.compile("[^\\s@\\x00]{1,64}@[^\\s@\\x00]{1,255}");
        private static final Pattern PHONE = Pattern.compile("\\+[0-9]{8,15}");

        @Override
        public boolean isValid(SuppressionRequest request, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            String address = request.address();
            Channel channel = request.channel();
            if ((request.clientId() == null) == (address == null)) {
                return refuse("clientId", "{suppression.whom}", context);
            }
            if (address == null) {
                return true;
            }
            if (channel == null) {
                return refuse("channel", "{required}", context);
            }
            return switch (channel) {
                case EMAIL -> EMAIL.matcher(address.strip()).matches() || refuse("address", "{email.invalid}", context);
                case SMS, PHONE ->
                        PHONE.matcher(address.strip()).matches() || refuse("address", "{phone.e164}", context);
                case POST -> refuse("channel", "{suppression.channel}", context);
            };
        }

        private static boolean refuse(String field, String code, ConstraintValidatorContext context) {
            context.buildConstraintViolationWithTemplate(code).addPropertyNode(field).addConstraintViolation();
            return false;
        }
    }
}
