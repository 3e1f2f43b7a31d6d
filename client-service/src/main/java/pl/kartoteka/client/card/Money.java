package pl.kartoteka.client.card;

import java.math.BigDecimal;
import java.util.Currency;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;

/** An amount with its currency; the amount is written as a JSON string, so that no reader rounds it. */
public record Money(
        @NotNull @Digits(integer = 15, fraction = 4) @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount,
        @NotNull @CurrencyCode String currency) {

    private static final int DECIMALS = 2;
    private static final int MOST_DIGITS = 20;

    public Money {
        // Written with its decimals, unless it is so long that validation will refuse it anyway.
        if (amount != null && amount.scale() < DECIMALS && amount.precision() - amount.scale() <= MOST_DIGITS) {
            amount = amount.setScale(DECIMALS);
        }
    }

    static boolean isCurrency(String code) {
        try {
            return Currency.getInstance(code) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
