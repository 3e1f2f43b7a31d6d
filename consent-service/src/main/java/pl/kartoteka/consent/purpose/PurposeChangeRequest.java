package pl.kartoteka.consent.purpose;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.consent.purpose.PurposeRequest.TextRequest;

/** What of a purpose may be changed. Texts that exist stay, whether they are repeated or not. */
record PurposeChangeRequest(
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String name,
        @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") @Nullable String description,
        @NotNull LegalBasis legalBasis,
        @Nullable List<@NotNull Channel> channels,
        @Positive @Max(36500) @Nullable Integer validityDays,
        @Nullable List<@NotNull @Valid TextRequest> texts,
        @NotNull Boolean active) {

    static PurposeChangeRequest of(Purpose purpose) {
        return new PurposeChangeRequest(
                purpose.name(),
                purpose.description(),
                purpose.legalBasis(),
                purpose.channels(),
                purpose.validityDays(),
                List.of(),
                purpose.active());
    }

    ChangePurpose command() {
        return new ChangePurpose(
                name,
                description,
                legalBasis,
                channels == null ? List.of() : channels,
                validityDays,
                texts == null
                        ? List.of()
                        : texts.stream().map(TextRequest::command).toList(),
                active);
    }
}
