package pl.kartoteka.events;

/**
 * A past fact with the public state after it. The record is the CloudEvents {@code data}; topic, key and sequence say
 * where and in which order it travels and are not part of the data. Absent values are left out of the JSON.
 */
public interface Event {

    /** The Kafka topic it is published on. */
    String topic();

    /** The record key: events with one key stay in order. */
    String key();

    /**
     * The version of the aggregate after the fact, rising per key. A consumer that has seen a higher one ignores the
     * event; it needs no clock for that.
     */
    long sequence();
}
