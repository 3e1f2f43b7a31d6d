package pl.kartoteka.messaging.dispatch;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param batchSize messages taken up, and asked consent for, at once
 * @param concurrency messages handed over at once
 * @param lease how long what was taken up belongs to the one who took it; longer than the slowest hand-over
 * @param clearanceAge how old a decision may be when the message is handed over
 * @param heldPause until a held message asks again
 * @param firstPause until a message that the provider did not take is tried again; doubles each time
 * @param longestPause the end of the doubling
 * @param newClientPatience how long consent-service and this service may take to learn of a new client
 * @param giveUpAfter how long a provider may go on not taking a message
 */
@ConfigurationProperties("kartoteka.dispatch")
record DispatchProperties(
        @DefaultValue("200") int batchSize,
        @DefaultValue("16") int concurrency,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("5s") Duration clearanceAge,
        @DefaultValue("5s") Duration heldPause,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("5m") Duration longestPause,
        @DefaultValue("1m") Duration newClientPatience,
        @DefaultValue("24h") Duration giveUpAfter) {

    Duration pause(int attempts) {
        Duration pause = firstPause.multipliedBy(1L << Math.clamp(attempts, 0, 16));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
