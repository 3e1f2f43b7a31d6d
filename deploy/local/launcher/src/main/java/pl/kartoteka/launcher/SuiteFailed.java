package pl.kartoteka.launcher;

/** Why the suite does not run, in one line for the person who started it. */
public class SuiteFailed extends RuntimeException {
    SuiteFailed(String message) {
        super(message);
    }

    SuiteFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
