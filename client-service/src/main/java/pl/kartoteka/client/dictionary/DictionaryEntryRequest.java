package pl.kartoteka.client.dictionary;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

record DictionaryEntryRequest(
        @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,49}", message = "{code.invalid}") String code,
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String name) {

    DictionaryEntryRequest {
        name = name == null ? name : name.strip();
    }
}
