package pl.kartoteka.gus.register;

import org.jspecify.annotations.Nullable;

/** An address in parts, as a register gives them; {@code line} where it gives one line of text only. */
public record RegisterAddress(
        @Nullable String street,
        @Nullable String building,
        @Nullable String unit,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String postCity,
        @Nullable String commune,
        @Nullable String county,
        @Nullable String voivodeship,
        @Nullable String country,
        @Nullable String line) {

    public static RegisterAddress ofLine(String line) {
        return new RegisterAddress(null, null, null, null, null, null, null, null, null, null, line);
    }

    public boolean isEmpty() {
        return street == null && building == null && postalCode == null && city == null && line == null;
    }
}
