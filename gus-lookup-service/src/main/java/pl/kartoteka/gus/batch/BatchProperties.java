package pl.kartoteka.gus.batch;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param questions to one register in one round, where it takes no more in one request
 * @param retry how long to wait before a number is asked again of a register that failed, for each time it did
 */
@ConfigurationProperties("kartoteka.batches")
record BatchProperties(@DefaultValue("10") int questions, @DefaultValue("20s") Duration retry) {}
