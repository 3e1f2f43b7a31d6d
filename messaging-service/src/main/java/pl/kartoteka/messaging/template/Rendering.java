package pl.kartoteka.messaging.template;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

public sealed interface Rendering {

    /** Why this cannot go out, as it stands on the message; null when it can. */
    @Nullable
    String unfit();

    /** The words as the recipient will read them; masked, they are addressed to one person. */
    record Rendered(Channel channel, @Nullable String subject, @Nullable String text, @Nullable String html)
            implements
                Rendering {

        @Override
        public @Nullable String unfit() {
            return channel == Channel.SMS && text != null && SmsSize.of(text).parts() > SmsSize.MOST_PARTS
                    ? "TOO_LONG"
                    : null;
        }

        @Override
        public String toString() {
            return "rendered " + channel;
        }
    }

    /** There is nothing to fill the field with. */
    record FieldMissing(String field) implements Rendering {

        @Override
        public String unfit() {
            return "MISSING_FIELD " + field;
        }
    }
}
