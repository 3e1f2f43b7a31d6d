package pl.kartoteka.sandbox.register;

/** How a simulated register behaves. */
public enum Mode {
    OK, DOWN, SLOW, LIMITED, RUBBISH,
    /** A page for people where data should be. */
    HTML,
    /** The connection is closed in the middle of the answer. */
    HALF_CLOSED,
    /** Who was let in a moment ago is not known any more. */
    EXPIRED_SESSION
}
