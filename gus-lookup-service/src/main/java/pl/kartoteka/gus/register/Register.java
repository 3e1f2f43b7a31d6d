package pl.kartoteka.gus.register;

public enum Register {
    GUS, CEIDG, WHITE_LIST, VIES
}
