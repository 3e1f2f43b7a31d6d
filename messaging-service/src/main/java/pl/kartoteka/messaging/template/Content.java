package pl.kartoteka.messaging.template;

import java.util.Map;
import java.util.UUID;

import com.samskivert.mustache.MustacheException;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.recipient.Recipient;

/**
 * What a sending says, frozen when it was ordered.
 *
 * @param languages the same in the languages it is kept in, by their code
 */
public record Content(
        UUID id,
        Channel channel,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        Map<String, Content> languages) {

    Content(UUID id, Channel channel, @Nullable String subject, @Nullable String text, @Nullable String html) {
        this(id, channel, subject, text, html, Map.of());
    }

    Content in(Map<String, Content> others) {
        return new Content(id, channel, subject, text, html, Map.copyOf(others));
    }

    /** The words for one recipient in the language she prefers, if there is such; or what they lack. */
    public Rendering render(Recipient recipient, MessageLinks links) {
        String language = recipient.language();
        Content preferred = language == null ? null : languages.get(language);
        return (preferred == null ? this : preferred).words(recipient, links);
    }

    private Rendering words(Recipient recipient, MessageLinks links) {
        try {
            return new Rendering.Rendered(
                    channel,
                    // A line break in a subject would begin another header.
                    subject == null
                            ? null
                            : MergeFields.fill(subject, false, recipient, links).replaceAll("\\s+", " ").strip(),
                    text == null ? null : MergeFields.fill(text, false, recipient, links),
                    html == null ? null : MergeFields.fill(html, true, recipient, links));
        } catch (MustacheException.Context e) {
            return new Rendering.FieldMissing(e.key);
        }
    }
}
