package pl.kartoteka.reliable;

/** A record that no retry makes readable; it goes to the dead-letter topic at once. */
public class UnreadableEvent extends RuntimeException {

    public UnreadableEvent(String message) {
        super(message);
    }

    public UnreadableEvent(String message, Throwable cause) {
        super(message, cause);
    }
}
