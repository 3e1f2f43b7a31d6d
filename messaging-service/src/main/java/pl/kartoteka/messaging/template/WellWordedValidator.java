package pl.kartoteka.messaging.template;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

class WellWordedValidator implements ConstraintValidator<WellWorded, Words> {

    @Override
    public boolean isValid(@Nullable Words words, ConstraintValidatorContext context) {
        if (words == null || words.channel() == null) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        var check = new Check(context);
        if (words.templateId() != null) {
            check.absent("subject", words.subject());
            check.absent("text", words.text());
            check.absent("html", words.html());
        } else if (words.channel() == Channel.SMS) {
            check.absent("subject", words.subject());
            check.absent("html", words.html());
            check.present("text", words.text());
        } else {
            check.present("subject", words.subject());
            check.present("text", words.html() != null ? words.html() : words.text());
        }
        check.mergeFields("subject", words.subject());
        check.mergeFields("text", words.text());
        check.mergeFields("html", words.html());
        return check.passed;
    }

    private static final class Check {
        private final ConstraintValidatorContext context;
        private boolean passed = true;

        Check(ConstraintValidatorContext context) {
            this.context = context;
        }

        void present(String field, @Nullable String value) {
            if (value == null || value.isBlank()) {
                fail(field, "required");
            }
        }

        void absent(String field, @Nullable String value) {
            if (value != null) {
                fail(field, "not-allowed");
            }
        }

        void mergeFields(String field, @Nullable String value) {
            String problem = value == null ? null : MergeFields.problem(value);
            if (problem != null) {
                fail(field, problem);
            }
        }

        private void fail(String field, String code) {
            passed = false;
            context.buildConstraintViolationWithTemplate("{" + code + "}").addPropertyNode(field)
                    .addConstraintViolation();
        }
    }
}
