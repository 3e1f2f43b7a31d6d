package pl.kartoteka.gateway.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param requestsPerSecond of one caller
 * @param body              the largest body let through; services take JSON of 1 MB at most
 * @param file              the largest file of an import
 */
@ConfigurationProperties("kartoteka.limits")
record Limits(@DefaultValue("500") int requestsPerSecond, @DefaultValue("10MB") DataSize body,
        @DefaultValue("2GB") DataSize file) {}
