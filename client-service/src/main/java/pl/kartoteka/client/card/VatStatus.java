package pl.kartoteka.client.card;

/** What the white list of VAT payers says. */
public enum VatStatus {
    ACTIVE, EXEMPT, NOT_REGISTERED
}
