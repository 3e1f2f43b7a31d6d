package pl.kartoteka.gus.answer;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long answers are kept.
 *
 * @param retention of answers without the register's own proof
 * @param proofRetention of those with one: what a tax office may ask for, five years after the end of the year
 */
@ConfigurationProperties("kartoteka.archive")
record ArchiveProperties(
        @DefaultValue("400d") Duration retention,
        @DefaultValue("2200d") Duration proofRetention) {}
