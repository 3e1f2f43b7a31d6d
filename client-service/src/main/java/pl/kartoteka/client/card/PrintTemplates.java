package pl.kartoteka.client.card;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** By which template each type of document is printed for the client; the usual one where nothing is said. */
public record PrintTemplates(
        @Nullable @Size(max = 100) String invoice,
        @Nullable @Size(max = 100) String receipt,
        @Nullable @Size(max = 100) String correction,
        @Nullable @Size(max = 100) String proforma,
        @Nullable @Size(max = 100) String order) {

    public PrintTemplates {
        invoice = Texts.clean(invoice);
        receipt = Texts.clean(receipt);
        correction = Texts.clean(correction);
        proforma = Texts.clean(proforma);
        order = Texts.clean(order);
    }
}
