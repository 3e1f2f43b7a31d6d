package pl.kartoteka.consent.privacy;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** @param months one or two more (article 12(3)) */
record ExtensionRequest(
        @NotNull @Min(1) @Max(2) Integer months,
        @NotBlank @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String reason) {

    @Override
    public String toString() {
        return "ExtensionRequest[%s]".formatted(months);
    }
}
