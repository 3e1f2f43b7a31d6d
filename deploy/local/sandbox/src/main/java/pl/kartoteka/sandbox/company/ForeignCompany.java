package pl.kartoteka.sandbox.company;

/** An invented company from another EU country, known to VIES only. */
public record ForeignCompany(String vatNumber, String name, String address, String note) {}
