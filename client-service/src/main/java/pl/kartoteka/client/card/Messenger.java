package pl.kartoteka.client.card;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** An account with a messenger. */
public record Messenger(@NotNull Network network, @NotNull @Size(max = 200) String account) {
    @SuppressWarnings("NullAway") // null stays for validation to name
    public Messenger {
        account = Texts.clean(account);
    }

    /** Masked, so that an account never reaches a log by accident. */
    @Override
    public String toString() {
        return "messenger " + network;
    }

    public enum Network {
        WHATSAPP, SIGNAL, MESSENGER, TELEGRAM, TEAMS, VIBER, OTHER
    }
}
