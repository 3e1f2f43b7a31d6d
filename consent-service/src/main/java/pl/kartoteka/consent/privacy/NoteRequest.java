package pl.kartoteka.consent.privacy;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Anything worth keeping about it. */
record NoteRequest(
        @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") @Nullable String note) {

    @Override
    public String toString() {
        return "NoteRequest[]";
    }
}
