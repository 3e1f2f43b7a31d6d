package pl.kartoteka.client.card;

import java.time.LocalDate;

import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.identifier.Country;
import pl.kartoteka.client.identifier.IdDocumentNumber;

/** A document that proves who a person is. Its number is kept sealed, as the PESEL is. */
public record IdDocument(@NotNull Type type, @NotNull String number, @Nullable LocalDate validUntil, String country) {
    private static final String POLAND = "PL";

    public IdDocument {
        country = country == null ? POLAND : Country.normalised(country);
        number = number == null ? number : IdDocumentNumber.normalised(number);
    }

    public IdDocument withNumber(String another) {
        return new IdDocument(type, another, validUntil, country);
    }

    /** Polish identity cards and passports carry a check digit; of other documents only the characters are known. */
    boolean hasValidNumber() {
        return number == null || type == null || switch (type) {
            case ID_CARD -> POLAND.equals(country)
                    ? IdDocumentNumber.isPolishIdCard(number)
                    : IdDocumentNumber.isPlausible(number);
            case PASSPORT -> POLAND.equals(country)
                    ? IdDocumentNumber.isPolishPassport(number)
                    : IdDocumentNumber.isPlausible(number);
            case RESIDENCE_CARD, OTHER -> IdDocumentNumber.isPlausible(number);
        };
    }

    @Override
    public String toString() {
        return "id document " + type;
    }

    public enum Type {
        ID_CARD, PASSPORT, RESIDENCE_CARD, OTHER
    }
}
