package pl.kartoteka.jobs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param parallel how many jobs an instance does at once; 0 leaves them to other instances
 * @param lease how long a job stays with an instance that is not heard of
 * @param poll how often to look for jobs that other instances were given or have lost
 * @param retry how long to wait after the first failure that may pass; then twice as long each time, up to a minute
 * @param stopPatience how long a step may take to end when the service stops
 * @param retention how long a job that is over can be looked at
 */
@ConfigurationProperties("kartoteka.jobs")
record JobsProperties(
        @DefaultValue("4") int parallel,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("1s") Duration retry,
        @DefaultValue("15s") Duration stopPatience,
        @DefaultValue("30d") Duration retention) {}
