package pl.kartoteka.client.card;

/** STANDARD trades with us, POTENTIAL is a lead. */
public enum Stage {
    POTENTIAL, STANDARD
}
