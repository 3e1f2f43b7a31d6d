package pl.kartoteka.messaging.template;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.template.Rendering.FieldMissing;
import pl.kartoteka.messaging.template.Rendering.Rendered;

/**
 * The words as the client would read them.
 *
 * @param missingField the merge field for which the client has no value; such a message would not be sent
 */
record TemplatePreviewResponse(
        @Nullable String subject,
        @Nullable String text,
        @Nullable String html,
        @Nullable SmsSize smsSize,
        @Nullable String missingField) {

    static TemplatePreviewResponse of(Rendering rendering) {
        return switch (rendering) {
            case FieldMissing(var field) -> new TemplatePreviewResponse(null, null, null, null, field);
            case Rendered(var channel, var subject, var text, var html) -> new TemplatePreviewResponse(
                    subject,
                    text,
                    html,
                    channel == Channel.SMS && text != null ? SmsSize.of(text) : null,
                    null);
        };
    }
}
