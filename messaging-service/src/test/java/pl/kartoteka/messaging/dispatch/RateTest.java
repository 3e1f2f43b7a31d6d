package pl.kartoteka.messaging.dispatch;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void sendsAsManyASecondAsItMay() {
        Rate rate = new Rate(10, null);
        int sent = 0;
        for (int tick = 0; tick < 100; tick++) {
            Instant now = NOON.plusMillis(tick * 100L);
            int allowed = rate.allowance(now, SECOND);
            sent += allowed;
            rate = new Rate(10, rate.after(allowed, now, SECOND));
        }

        assertThat(sent).isBetween(108, 110);
    }

    @Test
    void doesNotMakeUpForALongSilence() {
        assertThat(new Rate(10, NOON.minus(Duration.ofHours(1))).allowance(NOON, SECOND)).isEqualTo(10);
    }

    @Test
    void knowsNoLimitWhereNoneIsSet() {
        assertThat(new Rate(null, null).allowance(NOON, SECOND)).isEqualTo(Integer.MAX_VALUE);
        assertThat(new Rate(null, null).after(5, NOON, SECOND)).isNull();
    }
}
