package pl.kartoteka.consent.client;

/** How a client stands with us. */
public enum ClientStanding {
    ACTIVE,
    INACTIVE,
    ERASED
}
