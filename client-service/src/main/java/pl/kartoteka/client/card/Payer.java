package pl.kartoteka.client.card;

/** Who pays what is invoiced for a branch: itself, or the head office above it. */
public enum Payer {
    SELF, HEAD_OFFICE
}
