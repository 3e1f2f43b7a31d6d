package pl.kartoteka.gus.company;

import java.time.Instant;

import pl.kartoteka.gus.register.Register;

/** Where a field comes from. */
record Provenance(Register source, Instant at, boolean stale) {}
