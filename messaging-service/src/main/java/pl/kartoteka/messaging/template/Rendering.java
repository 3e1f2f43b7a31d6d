package pl.kartoteka.messaging.template;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

public sealed interface Rendering {

    /** The words as the recipient will read them; masked, they are addressed to one person. */
    record Rendered(Channel channel, @Nullable String subject, @Nullable String text, @Nullable String html)
            implements
                Rendering {

        @Override
        public String toString() {
            return "rendered " + channel;
        }
    }

    /** The recipient has nothing to fill the field with. */
    record FieldMissing(String field) implements Rendering {}
}
