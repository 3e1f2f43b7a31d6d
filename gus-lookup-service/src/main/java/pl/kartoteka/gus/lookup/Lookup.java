package pl.kartoteka.gus.lookup;

import pl.kartoteka.gus.answer.KeptAnswer;

/** An answer and how it came to the one who asked. */
public record Lookup(KeptAnswer answer, Freshness freshness) {}
