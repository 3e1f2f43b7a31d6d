package pl.kartoteka.messaging.template;

import java.util.UUID;

import com.samskivert.mustache.MustacheException;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.recipient.Recipient;

/** What a sending says, frozen when it was ordered. */
public record Content(
        UUID id,
        Channel channel,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html) {

    /** The words for one recipient, or what they lack. */
    public Rendering render(Recipient recipient) {
        try {
            return new Rendering.Rendered(
                    channel,
                    // A line break in a subject would begin another header.
                    subject == null
                            ? null
                            : MergeFields.fill(subject, false, recipient).replaceAll("\\s+", " ").strip(),
                    text == null ? null : MergeFields.fill(text, false, recipient),
                    html == null ? null : MergeFields.fill(html, true, recipient));
        } catch (MustacheException.Context e) {
            return new Rendering.FieldMissing(e.key);
        }
    }
}
