package pl.kartoteka.client.card;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.identifier.Country;
import pl.kartoteka.client.identifier.PostalCode;

public record PostalAddress(
        @NotNull Use use,
        @Nullable @Size(max = 200) String street,
        @Nullable @Size(max = 20) String building,
        @Nullable @Size(max = 20) String unit,
        @Nullable String postalCode,
        @Nullable @Size(max = 100) String city,
        String country) {

    private static final String POLAND = "PL";

    public PostalAddress {
        country = country == null ? POLAND : Country.normalised(country);
        street = Texts.clean(street);
        building = Texts.clean(building);
        unit = Texts.clean(unit);
        city = Texts.clean(city);
        postalCode = Texts.clean(postalCode);
        postalCode = postalCode == null ? null : PostalCode.normalised(postalCode, country);
    }

    boolean isEmpty() {
        return street == null && building == null && unit == null && postalCode == null && city == null;
    }

    public enum Use {
        REGISTERED, CORRESPONDENCE, DELIVERY
    }
}
