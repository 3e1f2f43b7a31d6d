package pl.kartoteka.client.draft;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url of gus-lookup-service
 * @param patience how long a draft waits for it; it gives each register a part of that
 * @param rest how long it is left alone after it has failed too often
 */
@ConfigurationProperties("kartoteka.business-register")
record BusinessRegisterProperties(
        @DefaultValue("http://localhost:8084") String url,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("10s") Duration rest) {}
