package pl.kartoteka.client.card;

/** How we get on with the client. */
public enum Relationship {
    COLD, NEUTRAL, GOOD, CLOSE
}
