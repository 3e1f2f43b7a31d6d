package pl.kartoteka.gus.register;

/** Where an answer comes from. What a simulator or a test system said must never pass for the register's word. */
public enum Environment {
    SANDBOX, TEST, PRODUCTION
}
