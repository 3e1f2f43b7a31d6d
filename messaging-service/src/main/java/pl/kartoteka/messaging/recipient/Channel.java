package pl.kartoteka.messaging.recipient;

/** How a message reaches its client. */
public enum Channel {
    EMAIL,
    SMS
}
