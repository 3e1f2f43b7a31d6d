package pl.kartoteka.consent.report;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** What the register of processing activities is to say of a purpose. */
record ActivityRequest(
        @NotNull @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String persons,
        @NotNull @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String data,
        @NotNull @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String recipients,
        @NotNull @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String transfers,
        @NotNull @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String retention,
        @NotNull @Size(max = 2000) @Pattern(regexp = "[^\\x00]*", message = "{text.invalid}") String safeguards) {}
