package pl.kartoteka.client.card;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonFormat;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Commercial terms; what is null was not agreed. */
public record Terms(
        @Nullable PaymentForm paymentForm,
        @Nullable @Min(0) @Max(3650) Integer paymentDays,
        @Nullable @Size(min = 1, max = 50) String priceList,
        @Nullable @DecimalMin("0") @DecimalMax("100") @Digits(integer = 3, fraction = 2) @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal discountPercent,
        @Nullable @Valid Money creditLimit) {

    public enum PaymentForm {
        TRANSFER, CASH, CARD, CASH_ON_DELIVERY, INSTALMENTS, COMPENSATION, OTHER
    }
}
