package pl.kartoteka.consent.purpose;

/** A way to reach a client. */
public enum Channel {
    EMAIL,
    SMS,
    PHONE,
    POST
}
