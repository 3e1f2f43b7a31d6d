package pl.kartoteka.messaging.template;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

record MessageTemplate(
        UUID id,
        long version,
        String name,
        Channel channel,
        String language,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        Instant createdAt,
        Instant updatedAt) {

    Content content() {
        return content(id);
    }

    Content content(UUID contentId) {
        return new Content(contentId, channel, subject, text, html);
    }

    MessageTemplate changed(TemplateRequest request, Instant now) {
        return new MessageTemplate(
                id,
                version + 1,
                request.name(),
                request.channel(),
                request.language(),
                request.subject(),
                request.text(),
                request.html(),
                createdAt,
                now);
    }
}
