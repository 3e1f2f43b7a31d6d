package pl.kartoteka.client.dictionary;

import java.util.List;
import java.util.UUID;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientKind;

/** @param code made of the name where none is given */
record DictionaryEntryRequest(
        @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._-]{0,49}", message = "{code.invalid}") String code,
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String name,
        @Nullable @Pattern(regexp = "#[0-9A-Fa-f]{6}", message = "{colour.invalid}") String colour,
        List<@NotNull ClientKind> kinds,
        @Size(max = 100) List<@NotNull UUID> traitIds,
        Boolean retired) {

    DictionaryEntryRequest {
        name = name == null ? name : name.strip();
        kinds = kinds == null ? List.of() : kinds.stream().distinct().toList();
        traitIds = traitIds == null ? List.of() : traitIds.stream().distinct().toList();
        retired = retired != null && retired;
    }

    static DictionaryEntryRequest of(DictionaryEntry entry) {
        return new DictionaryEntryRequest(entry.code(), entry.name(), entry.colour(),
                entry.kinds().stream().map(ClientKind::valueOf).toList(), entry.traitIds(), entry.retired());
    }

    List<String> kindNames() {
        return kinds.stream().map(Enum::name).toList();
    }
}
