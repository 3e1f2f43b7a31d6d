package pl.kartoteka.client.card;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import pl.kartoteka.client.identifier.PhoneNumber;

/** A telephone number in E.164 and what it is for. */
public record PhoneContact(@NotNull String number, List<@NotNull Use> uses) {
    public PhoneContact {
        number = number == null ? number : PhoneNumber.normalised(number);
        uses = Texts.each(uses);
    }

    /** Masked, so that a number never reaches a log by accident. */
    @Override
    public String toString() {
        return "phone " + uses;
    }

    public enum Use {
        MAIN, SMS
    }
}
