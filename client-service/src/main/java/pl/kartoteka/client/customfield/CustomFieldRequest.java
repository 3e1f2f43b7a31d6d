package pl.kartoteka.client.customfield;

import java.util.List;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

record CustomFieldRequest(
        @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,49}", message = "{code.invalid}") String code,
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String name,
        @NotNull CustomFieldType type,
        @Size(max = 200) List<@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String> choices) {

    CustomFieldRequest {
        name = name == null ? name : name.strip();
        choices = choices == null ? List.of() : choices;
    }
}
