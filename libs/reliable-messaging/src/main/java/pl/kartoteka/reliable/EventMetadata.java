package pl.kartoteka.reliable;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the CloudEvents headers say about a record.
 *
 * @param id unique per source; the position of the record where the producer gave none
 * @param type null where the producer sends no CloudEvents headers, and on a tombstone
 * @param source null where the producer sends no CloudEvents headers
 * @param time when it happened; the time of the record where the producer does not say
 * @param sequence version of the aggregate after the fact; null where the producer does not count
 */
public record EventMetadata(
        String id,
        @Nullable String type,
        @Nullable String source,
        Instant time,
        @Nullable Long sequence) {}
