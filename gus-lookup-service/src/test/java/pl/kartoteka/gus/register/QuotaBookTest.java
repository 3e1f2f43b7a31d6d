package pl.kartoteka.gus.register;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuotaTest {
    private final Ticking clock = new Ticking(Instant.parse("2026-11-22T10:00:00Z"));

    @Test
    void letsARequestWaitForItsTurn() {
        var quota = quota(Limit.of(3, Duration.ofSeconds(1)));

        assertThat(List.of(quota.reserve(), quota.reserve(), quota.reserve())).containsOnly(Duration.ZERO);
        assertThat(quota.reserve()).isEqualTo(Duration.ofSeconds(1));
        assertThat(quota.reserve()).isEqualTo(Duration.ofSeconds(1));
        clock.advance(Duration.ofSeconds(3));
        assertThat(quota.reserve()).isZero();
    }

    @Test
    void neverExceedsALimitInAnySpan() {
        var quota = quota(Limit.of(3, Duration.ofSeconds(1)), Limit.of(5, Duration.ofSeconds(2)));
        var moments = new ArrayList<Instant>();
        for (var i = 0; i < 40; i++) {
            try {
                moments.add(clock.instant().plus(quota.reserve()));
            } catch (RegisterFailure _) {
                clock.advance(Duration.ofMillis(130));
            }
        }

        assertThat(moments).hasSizeGreaterThan(10);
        for (var moment : moments) {
            assertThat(moments.stream().filter(at -> !at.isBefore(moment)
                    && at.isBefore(moment.plusSeconds(1))).count()).isLessThanOrEqualTo(3);
            assertThat(moments.stream().filter(at -> !at.isBefore(moment)
                    && at.isBefore(moment.plusSeconds(2))).count()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void refusesWhatWouldWaitTooLongAndReservesNothing() {
        var quota = quota(Limit.of(1, Duration.ofMinutes(3)));
        quota.reserve();
        clock.advance(Duration.ofMinutes(1));

        for (var i = 0; i < 2; i++) {
            assertThatExceptionOfType(RegisterFailure.class).isThrownBy(quota::reserve)
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo(RegisterFailure.Reason.LIMITED))
                    .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(2)));
        }
        assertThat(quota.left()).singleElement().satisfies(left -> assertThat(left.left()).isZero());
        clock.advance(Duration.ofMinutes(2));
        assertThat(quota.reserve()).isZero();
    }

    @Test
    void countsADayByTheCalendarOfWarsaw() {
        var quota = quota(Limit.of(1, Duration.ofDays(1)));
        quota.reserve();

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(quota::reserve)
                .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(13)));
        clock.advance(Duration.ofHours(13));
        assertThat(quota.reserve()).isZero();
    }

    @Test
    void remembersTheWholeOfTheLongestDay() {
        var atMidnight = new Ticking(Instant.parse("2026-10-24T22:00:00Z"));
        var quota = new Quota("requests", List.of(Limit.of(1, Duration.ofDays(1))), Duration.ofSeconds(2), atMidnight);
        quota.reserve();

        atMidnight.advance(Duration.ofHours(24).plusMinutes(30));

        assertThatExceptionOfType(RegisterFailure.class).isThrownBy(quota::reserve)
                .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(30)));
    }

    @Test
    void holdsALimitInItsHoursOnly() {
        var day = new Limit(1, Duration.ofMinutes(1), LocalTime.of(6, 0), LocalTime.of(22, 0), "");
        var night = new Limit(2, Duration.ofMinutes(1), LocalTime.of(22, 0), LocalTime.of(6, 0), "");

        assertThat(day.holdsAt(LocalTime.of(21, 59))).isTrue();
        assertThat(day.holdsAt(LocalTime.of(22, 0))).isFalse();
        assertThat(night.holdsAt(LocalTime.of(23, 0))).isTrue();
        assertThat(night.holdsAt(LocalTime.of(5, 59))).isTrue();
        assertThat(night.holdsAt(LocalTime.of(6, 0))).isFalse();
        assertThat(quota(day, night).left()).singleElement().satisfies(left -> assertThat(left.permits()).isEqualTo(1));
    }

    private Quota quota(Limit... limits) {
        return new Quota("requests", List.of(limits), Duration.ofSeconds(2), clock);
    }

    private static final class Ticking extends Clock {
        private Instant now;

        Ticking(Instant now) {
            this.now = now;
        }

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
