/**
 * Events that are never lost and never count twice. A service appends an event to the {@link
 * pl.kartoteka.reliable.Outbox} in the transaction of the change; the relay brings it to Kafka in order; a listener
 * reads it with the {@link pl.kartoteka.reliable.EventCodec}, waits for its work, and lets the library deal with what
 * fails.
 */
@NullMarked
package pl.kartoteka.reliable;

import org.jspecify.annotations.NullMarked;
