package pl.kartoteka.client.customfield;

import java.math.BigDecimal;
import java.util.List;

import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientKind;
import tools.jackson.databind.JsonNode;

record CustomFieldRequest(
        @NotNull @Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,49}", message = "{code.invalid}") String code,
        @NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String name,
        @NotNull CustomFieldType type,
        @Size(max = 200) List<@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cntrl}*", message = "{text.control-characters}") String> choices,
        List<@NotNull ClientKind> requiredFor,
        @Nullable JsonNode defaultValue,
        @Nullable @Digits(integer = 15, fraction = 10) BigDecimal min,
        @Nullable @Digits(integer = 15, fraction = 10) BigDecimal max,
        @Nullable @Min(1) @Max(2000) Integer maxLength,
        @Nullable @Size(min = 1, max = 200) String pattern) {

    CustomFieldRequest {
        name = name == null ? name : name.strip();
        choices = choices == null ? List.of() : choices;
        requiredFor = requiredFor == null ? List.of() : requiredFor.stream().distinct().toList();
        defaultValue = defaultValue == null || defaultValue.isNull() ? null : defaultValue;
    }

    static CustomFieldRequest of(CustomField field) {
        return new CustomFieldRequest(field.code(), field.name(), field.type(), field.choices(),
                field.requiredFor().stream().map(ClientKind::valueOf).toList(), field.defaultValue(), field.min(),
                field.max(), field.maxLength(), field.pattern());
    }
}
