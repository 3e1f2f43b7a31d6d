package pl.kartoteka.gus.lookup;

/** FRESH from the register now, CACHED within its configured life, STALE because the register cannot be asked. */
public enum Freshness {
    FRESH, CACHED, STALE
}
