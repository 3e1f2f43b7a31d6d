package pl.kartoteka.storyteller;

import java.util.Locale;

/** The machine clients of a local run that act in the story; the secret of each is its name. */
enum Role {
    ADMIN, SALES, MARKETING, PRIVACY, ERP;

    String clientId() {
        return name().toLowerCase(Locale.ROOT);
    }
}
