package pl.kartoteka.gateway.limit;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param requestsPerSecond of one caller
 * @param body              the largest body let through; services take JSON of 1 MB at most, some 4 MB
 * @param file              the largest file of an import
 * @param openBodyTime      how long one without a token may take to send what is announced
 */
@ConfigurationProperties("kartoteka.limits")
record Limits(@DefaultValue("500") int requestsPerSecond, @DefaultValue("10MB") DataSize body,
        @DefaultValue("2GB") DataSize file, @DefaultValue("10s") Duration openBodyTime) {}
