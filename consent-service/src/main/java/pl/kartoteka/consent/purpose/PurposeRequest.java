package pl.kartoteka.consent.purpose;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

record PurposeRequest(
        @NotNull @Pattern(regexp = Purpose.CODE, message = "{purpose-code.invalid}") String code,
        @NotBlank @Size(max = 200) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String name,
        @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") @Nullable String description,
        @NotNull LegalBasis legalBasis,
        @Nullable List<@NotNull Channel> channels,
        @Positive @Max(36500) @Nullable Integer validityDays,
        @NotEmpty List<@NotNull @Valid TextRequest> texts) {

    /** @param version left out for a new text; given for one that exists */
    record TextRequest(
            @NotNull @Pattern(regexp = "[a-z]{2}", message = "{language.invalid}") String language,
            @Positive @Nullable Integer version,
            @NotBlank @Size(max = 20_000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String text) {

        NewText command() {
            return new NewText(language, version, text);
        }
    }

    DefinePurpose command() {
        return new DefinePurpose(
                code,
                name,
                description,
                legalBasis,
                channels == null ? List.of() : channels,
                validityDays,
                texts.stream().map(TextRequest::command).toList());
    }
}
