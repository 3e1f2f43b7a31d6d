package pl.kartoteka.client.card;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import pl.kartoteka.client.identifier.EmailAddress;

/** An e-mail address and what it is for. */
public record EmailContact(@NotNull String address, List<@NotNull Use> uses) {
    public EmailContact {
        address = address == null ? address : EmailAddress.normalised(address);
        uses = Texts.each(uses);
    }

    /** Masked, so that an address never reaches a log by accident. */
    @Override
    public String toString() {
        return "e-mail " + uses;
    }

    public enum Use {
        MAIN, OFFERS, DOCUMENTS
    }
}
