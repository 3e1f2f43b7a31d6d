package pl.kartoteka.gus.lookup;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Register;

/**
 * How long answers serve as cache.
 *
 * @param life by register
 * @param notFoundLife of the answer that there is no such company: it may be registered any day
 */
@ConfigurationProperties("kartoteka.lookups")
record LookupProperties(Map<Register, Duration> life, @DefaultValue("1h") Duration notFoundLife) {
    private static final Duration DEFAULT_LIFE = Duration.ofHours(24);

    Duration life(Register register, Outcome outcome) {
        var found = life.getOrDefault(register, DEFAULT_LIFE);
        return outcome == Outcome.FOUND || found.compareTo(notFoundLife) < 0 ? found : notFoundLife;
    }
}
