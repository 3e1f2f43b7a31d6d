/**
 * The published language of the suite: one sealed interface per Kafka topic, one record per event, one JSON sample and
 * schema per event type. Data only; every consumer may rely on it, so fields are added freely and never change meaning.
 */
@NullMarked
package pl.kartoteka.events;

import org.jspecify.annotations.NullMarked;
