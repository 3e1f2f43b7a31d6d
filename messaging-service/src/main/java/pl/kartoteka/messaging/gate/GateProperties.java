package pl.kartoteka.messaging.gate;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url of consent-service
 * @param patience how long its answer is waited for
 * @param openFor how long it is left alone after it has failed repeatedly
 */
@ConfigurationProperties("kartoteka.gate")
record GateProperties(
        @DefaultValue("http://localhost:8082") String url,
        @DefaultValue("3s") Duration patience,
        @DefaultValue("3s") Duration openFor) {}
