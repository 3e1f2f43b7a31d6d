package pl.kartoteka.consent.privacy;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param services who must answer
 * @param chaseAfter how long an answer may be missing before it is asked for again
 * @param warnDays how many days before its deadline somebody is warned of a case
 * @param archiveKept how long an archive can be downloaded before it is erased
 */
@ConfigurationProperties("kartoteka.privacy")
record PrivacyProperties(
        @DefaultValue({"client-service", "consent-service", "gus-lookup-service", "messaging-service",
            "segment-service"}) List<String> services,
        @DefaultValue("10m") Duration chaseAfter,
        @DefaultValue("7") int warnDays,
        @DefaultValue("7d") Duration archiveKept) {}
