package pl.kartoteka.reliable;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param source CloudEvents {@code source} of what the service publishes; made of the application's name where not set
 * @param maxEventSize larger events are refused at append, before Kafka would refuse them for good
 * @param partitions of topics that do not exist yet
 * @param replicas of topics that do not exist yet; the broker's default where not set
 * @param deadLetterRetention how long a dead letter is kept
 * @param inboxRetention how long the inbox remembers; longer than any topic that is not compacted keeps its records
 * @param attempts how often a record is tried before it is a dead letter
 * @param relay how the outbox is emptied
 */
@ConfigurationProperties("kartoteka.messaging")
record ReliableMessagingProperties(
        @Nullable String source,
        @DefaultValue("900KB") DataSize maxEventSize,
        @DefaultValue("6") int partitions,
        @Nullable Short replicas,
        @DefaultValue("30d") Duration deadLetterRetention,
        @DefaultValue("30d") Duration inboxRetention,
        @DefaultValue("3") int attempts,
        @DefaultValue Relay relay) {

    /**
     * @param enabled false where another process relays this outbox
     * @param batchSize rows sent before their acknowledgements are awaited
     * @param batchBytes of data in such a batch, unless one event alone has more; well below the producer's buffer (32 MB), or
     *     sending would have to wait for room
     * @param poll the net under the wake-up: how long a missed one can delay an event
     * @param retry pause before another attempt when PostgreSQL or Kafka is away or refuses
     * @param stopPatience how long a stop waits for acknowledgements
     */
    record Relay(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("500") int batchSize,
            @DefaultValue("8MB") DataSize batchBytes,
            @DefaultValue("1s") Duration poll,
            @DefaultValue("1s") Duration retry,
            @DefaultValue("5s") Duration stopPatience) {}
}
