package pl.kartoteka.gus.register;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pl.kartoteka.gus.register.QuotaBook.SpentException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class QuotaBookTest {
    private static final Instant NOON = Instant.parse("2026-11-22T11:00:00Z");

    private final QuotaBook book = QuotaBook.empty();

    @Test
    void letsARequestWaitForItsTurn() throws SpentException {
        var limits = List.of(Limit.of(3, Duration.ofSeconds(1)));

        var moments = book.take(4, limits, 1, NOON, NOON.plusSeconds(3));

        assertThat(moments.subList(0, 3)).containsOnly(NOON);
        assertThat(Duration.between(NOON, moments.get(3))).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_100));
    }

    @Test
    void neverExceedsALimitInAnySpan() {
        var limits = List.of(Limit.of(3, Duration.ofSeconds(1)), Limit.of(5, Duration.ofSeconds(2)));
        var moments = new ArrayList<Instant>();
        for (var now = NOON; now.isBefore(NOON.plusSeconds(30)); now = now.plusMillis(130)) {
            try {
                moments.addAll(book.take(1, limits, 1, now, now.plusSeconds(2)));
            } catch (SpentException _) {
                // Asked again a little later.
            }
        }

        assertThat(moments).hasSizeGreaterThan(60);
        for (var moment : moments) {
            assertThat(moments.stream().filter(at -> !at.isBefore(moment)
                    && at.isBefore(moment.plusSeconds(1))).count()).isLessThanOrEqualTo(3);
            assertThat(moments.stream().filter(at -> !at.isBefore(moment)
                    && at.isBefore(moment.plusSeconds(2))).count()).isLessThanOrEqualTo(5);
        }
    }

    @Test
    void takesNothingForAQuestionThatCouldNotBeFinished() throws SpentException {
        var limits = List.of(Limit.of(5, Duration.ofMinutes(3)));
        book.take(2, limits, 1, NOON, NOON);

        assertThatExceptionOfType(SpentException.class)
                .isThrownBy(() -> book.take(4, limits, 1, NOON.plusSeconds(60), NOON.plusSeconds(62)))
                .satisfies(spent -> assertThat(spent.wait(NOON.plusSeconds(60)))
                        .isBetween(Duration.ofMinutes(2), Duration.ofSeconds(130)));
        assertThat(book.left(limits.getFirst(), NOON.plusSeconds(60))).isEqualTo(3);
    }

    @Test
    void takesBackWhatWasNotNeeded() throws SpentException {
        var limits = List.of(Limit.of(4, Duration.ofMinutes(1)), Limit.of(4, Duration.ofDays(1)));
        var moments = book.take(4, limits, 1, NOON, NOON);

        book.giveBack(moments.subList(1, 4), limits);

        assertThat(limits).allSatisfy(limit -> assertThat(book.left(limit, NOON)).isEqualTo(3));
    }

    @Test
    void leavesBackgroundItsShareOnly() throws SpentException {
        var limits = List.of(Limit.of(10, Duration.ofDays(1)));
        book.take(6, limits, 0.6, NOON, NOON);

        assertThatExceptionOfType(SpentException.class).isThrownBy(() -> book.take(1, limits, 0.6, NOON, NOON));
        assertThat(book.take(4, limits, 1, NOON, NOON)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T10:59:59Z,PT12H0M1S", // winter
        "2026-10-24T22:00:00Z,PT25H", // the day clocks are put back
        "2026-03-28T23:00:00Z,PT23H" // the day they are put forward
    })
    void countsADayByTheCalendarOfWarsaw(Instant now, Duration untilMidnight) throws SpentException {
        var limits = List.of(Limit.of(1, Duration.ofDays(1)));
        book.take(1, limits, 1, now, now);

        assertThatExceptionOfType(SpentException.class).isThrownBy(() -> book.take(1, limits, 1, now, now))
                .satisfies(spent -> assertThat(spent.wait(now)).isEqualTo(untilMidnight));
        var tomorrow = now.plus(untilMidnight);
        assertThat(book.take(1, limits, 1, tomorrow, tomorrow)).containsExactly(tomorrow);
    }

    @Test
    void holdsALimitInItsHoursOnlyAndCountsAcrossThem() throws SpentException {
        var day = new Limit(2, Duration.ofMinutes(1), LocalTime.of(6, 0), LocalTime.of(22, 0), "");
        var night = new Limit(4, Duration.ofMinutes(1), LocalTime.of(22, 0), LocalTime.of(6, 0), "");
        var limits = List.of(day, night);
        var beforeSix = Instant.parse("2026-11-22T04:59:50Z");

        assertThat(day.holdsAt(LocalTime.of(21, 59))).isTrue();
        assertThat(day.holdsAt(LocalTime.of(22, 0))).isFalse();
        assertThat(night.holdsAt(LocalTime.of(5, 59))).isTrue();
        assertThat(night.holdsAt(LocalTime.of(6, 0))).isFalse();
        assertThat(book.take(4, limits, 1, beforeSix, beforeSix)).hasSize(4);
        assertThatExceptionOfType(SpentException.class).isThrownBy(() -> book.take(1, limits, 1,
                beforeSix.plusSeconds(20), beforeSix.plusSeconds(20)));
    }

    @Test
    void survivesItsOwnJson() throws SpentException {
        var limits = List.of(Limit.of(5, Duration.ofMinutes(1)), Limit.of(5, Duration.ofDays(1)));
        book.take(3, limits, 1, NOON, NOON);
        var json = JsonMapper.shared();

        var read = json.readValue(json.writeValueAsString(book.paused(NOON, 2)), QuotaBook.class);

        assertThat(read.pausedUntil()).isEqualTo(NOON);
        assertThat(read.pauses()).isEqualTo(2);
        assertThat(limits).allSatisfy(limit -> assertThat(read.left(limit, NOON)).isEqualTo(2));
    }

    @Test
    void forgetsWhatNoLimitLooksAt() throws SpentException {
        var limits = List.of(Limit.of(5, Duration.ofMinutes(1)));
        book.take(3, limits, 1, NOON, NOON);

        book.forget(limits, NOON.plusSeconds(120));

        assertThat(book.used().values()).allSatisfy(slots -> assertThat(slots).isEmpty());
    }
}
