package pl.kartoteka.gus.batch;

import java.time.Instant;
import java.util.List;

import pl.kartoteka.gus.register.Register;

/**
 * What a batch was asked for; the numbers are rows of their own.
 *
 * @param since answers kept before this serve no more
 */
record BatchAsked(List<Register> registers, Instant since) {}
