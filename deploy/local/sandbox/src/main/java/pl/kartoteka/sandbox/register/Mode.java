package pl.kartoteka.sandbox.register;

/** How a simulated register behaves. */
public enum Mode {
    OK, DOWN, SLOW, LIMITED, RUBBISH
}
