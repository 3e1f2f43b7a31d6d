package pl.kartoteka.messaging.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.messaging.template.WellWorded;
import pl.kartoteka.messaging.template.Words;

/** @param sendAt as soon as possible when absent or past */
@WellWorded
record MessageRequest(
        @NotNull Channel channel,
        @NotBlank @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "{purpose.invalid}") String purpose,
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull UUID> clientIds,
        @Nullable UUID templateId,
        @Nullable @Size(max = 500) String subject,
        @Nullable @Size(max = 100_000) String text,
        @Nullable @Size(max = 500_000) String html,
        @SendTime @Nullable Instant sendAt) implements Words {}
