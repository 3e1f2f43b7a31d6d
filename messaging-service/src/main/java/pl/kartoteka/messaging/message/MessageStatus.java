package pl.kartoteka.messaging.message;

public enum MessageStatus {
    /** Waits for its time. */
    QUEUED,
    /** Waits for a consent decision that could not be had. */
    HELD,
    /** On its way to the provider, or nobody knows whether it got there. */
    SENDING,
    SENT,
    DELIVERED,
    BOUNCED,
    FAILED,
    BLOCKED,
    CANCELLED
}
