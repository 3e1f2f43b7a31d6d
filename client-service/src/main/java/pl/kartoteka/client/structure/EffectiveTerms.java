package pl.kartoteka.client.structure;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.Money;
import pl.kartoteka.client.card.Terms;
import pl.kartoteka.client.structure.Structure.Place;

/**
 * The commercial terms that hold for a client: its own, and where it has none those of the nearest head office that has. Each
 * says where it comes from; what nobody agreed is absent.
 */
record EffectiveTerms(
        @Nullable From<Terms.PaymentForm> paymentForm,
        @Nullable From<Integer> paymentDays,
        @Nullable From<String> priceList,
        @Nullable Percent discountPercent,
        @Nullable From<Money> creditLimit) {

    /** @param inherited whether it comes from a head office */
    record From<T>(T value, UUID clientId, String clientName, boolean inherited) {}

    record Percent(
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal value,
            UUID clientId,
            String clientName,
            boolean inherited) {}

    /** @param upwards the client, its head office and so on */
    static EffectiveTerms of(List<Place> upwards) {
        From<BigDecimal> discount = nearest(upwards, Terms::discountPercent);
        return new EffectiveTerms(
                nearest(upwards, Terms::paymentForm),
                nearest(upwards, Terms::paymentDays),
                nearest(upwards, Terms::priceList),
                discount == null
                        ? null
                        : new Percent(discount.value(), discount.clientId(), discount.clientName(),
                                discount.inherited()),
                nearest(upwards, Terms::creditLimit));
    }

    private static <T> @Nullable From<T> nearest(List<Place> upwards, Function<Terms, @Nullable T> term) {
        for (Place place : upwards) {
            Terms agreed = place.agreed();
            T value = agreed == null ? null : term.apply(agreed);
            if (value != null) {
                return new From<>(value, place.id(), place.name(), place.depth() > 0);
            }
        }
        return null;
    }
}
