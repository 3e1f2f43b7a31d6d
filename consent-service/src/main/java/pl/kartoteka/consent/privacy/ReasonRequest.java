package pl.kartoteka.consent.privacy;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Why; the person is told the same. */
record ReasonRequest(
        @NotBlank @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String reason) {

    @Override
    public String toString() {
        return "ReasonRequest[]";
    }
}
