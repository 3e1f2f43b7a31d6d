package pl.kartoteka.consent.privacy;

import java.util.List;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A change of the card that the person asked for.
 *
 * @param clientVersion the version of the client after it, as in the client's history
 * @param fields which fields were corrected; their values are in that history
 */
record CorrectionRequest(
        @NotNull @Min(1) Long clientVersion,
        @NotEmpty @Size(max = 100) List<@NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9.\\[\\]]{0,63}", message = "{field-name.invalid}") String> fields) {}
