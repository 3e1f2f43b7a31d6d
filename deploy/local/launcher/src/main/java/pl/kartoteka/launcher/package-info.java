/**
 * The local run: one process that holds PostgreSQL and Kafka and starts, watches and stops every other process of the suite.
 * {@code deploy/local/up} and {@code deploy/local/down} call it; the journeys of system-tests use {@link
 * pl.kartoteka.launcher.LocalSuite} directly.
 */
@NullMarked
package pl.kartoteka.launcher;

import org.jspecify.annotations.NullMarked;
