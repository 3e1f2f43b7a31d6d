package pl.kartoteka.gus.register;

import java.time.Duration;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one register is kept from harming us and itself.
 *
 * @param requestTimeout of one HTTP request
 * @param patience with one question, from the moment its first request may leave
 * @param attempts of a question, the first included
 * @param concurrent questions at once, those that wait for their turn included
 * @param connections to the register at once
 * @param openFor how long the register is left alone after failing too often
 * @param quotaWait how long a question may wait for its turn within the quota
 * @param pause when the register says that its limit is reached and does not say for how long; doubles each time in a row
 * @param longestPause which it doubles up to
 * @param backgroundShare of each limit that batches and the watch may use
 * @param backgroundWait how long a question of theirs may wait for its turn
 */
public record Protection(
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("4s") Duration requestTimeout,
        @DefaultValue("6s") Duration patience,
        @DefaultValue("2") int attempts,
        @DefaultValue("300ms") Duration retryDelay,
        @DefaultValue("256") int concurrent,
        @DefaultValue("32") int connections,
        @DefaultValue("50") float failureRate,
        @DefaultValue("10") int window,
        @DefaultValue("5") int minimumCalls,
        @DefaultValue("10s") Duration openFor,
        @DefaultValue("2s") Duration quotaWait,
        @DefaultValue("1s") Duration pause,
        @DefaultValue("60s") Duration longestPause,
        @DefaultValue("0.6") double backgroundShare,
        @DefaultValue("1500ms") Duration backgroundWait) {}
