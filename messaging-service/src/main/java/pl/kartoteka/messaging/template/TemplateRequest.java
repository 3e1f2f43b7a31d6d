package pl.kartoteka.messaging.template;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;

/** @param language ISO 639-1 */
@WellWorded
record TemplateRequest(
        @NotBlank @Size(max = 200) String name,
        @NotNull Channel channel,
        @NotNull @Pattern(regexp = "[a-z]{2}", message = "{language.invalid}") String language,
        @Nullable @Size(max = 500) String subject,
        @Nullable @Size(max = 100_000) String text,
        @Nullable @Size(max = 500_000) String html) implements Words {

    static TemplateRequest of(MessageTemplate template) {
        return new TemplateRequest(
                template.name(),
                template.channel(),
                template.language(),
                template.subject(),
                template.text(),
                template.html());
    }
}
