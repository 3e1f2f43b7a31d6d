package pl.kartoteka.gus.register;

/** What asking a register came to. UNKNOWN is every outage, limit and broken answer: it says nothing about the company. */
public enum Outcome {
    FOUND, NOT_FOUND, UNKNOWN
}
