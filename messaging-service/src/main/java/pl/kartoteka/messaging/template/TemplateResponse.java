package pl.kartoteka.messaging.template;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

/** @param smsSize of the text as it stands, merge fields not filled */
record TemplateResponse(
        UUID id,
        String name,
        Channel channel,
        String language,
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable SmsSize smsSize,
        Instant createdAt,
        Instant updatedAt) {

    static TemplateResponse of(MessageTemplate template) {
        String text = template.text();
        return new TemplateResponse(
                template.id(),
                template.name(),
                template.channel(),
                template.language(),
                template.subject(),
                text,
                template.html(),
                template.channel() == Channel.SMS && text != null ? SmsSize.of(text) : null,
                template.createdAt(),
                template.updatedAt());
    }
}
