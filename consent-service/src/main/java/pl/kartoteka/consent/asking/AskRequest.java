package pl.kartoteka.consent.asking;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * @param language in which the person is asked; Polish when left out
 * @param channel the link will be sent by; e-mail when left out
 * @param expiresAt until when it can be answered, at most a year ahead; 30 days when left out
 */
record AskRequest(
        @NotNull UUID clientId,
        @NotNull @Size(min = 1, max = 20) List<@NotNull @Size(max = 64) String> purposes,
        @Pattern(regexp = "[a-z]{2}", message = "{language.invalid}") @Nullable String language,
        @Nullable LinkChannel channel,
        @Nullable Instant expiresAt) {

    /** How a link travels. */
    enum LinkChannel {
        EMAIL,
        SMS
    }

    String inLanguage() {
        return language == null ? "pl" : language;
    }
}
