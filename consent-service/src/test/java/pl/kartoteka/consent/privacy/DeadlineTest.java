package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.time.LocalDate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-15T12:00:00Z, 2026-04-15",
        "2026-01-31T12:00:00Z, 2026-02-28",
        "2028-01-31T12:00:00Z, 2028-02-29",
        // Half past midnight in Warsaw, still yesterday by UTC; in winter an hour, in summer two.
        "2026-01-09T23:30:00Z, 2026-02-10",
        "2026-07-09T22:30:00Z, 2026-08-10",
        "2026-07-09T21:30:00Z, 2026-08-09"
    })
    void isOneMonthByThePolishCalendar(Instant received, LocalDate due) {
        assertThat(Deadline.of(received)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"1, 2026-03-31", "2, 2026-04-30"})
    void countsAnExtensionFromTheReceiptSoThatAShortMonthCostsNoDays(int months, LocalDate due) {
        assertThat(Deadline.extended(Instant.parse("2026-01-31T12:00:00Z"), months)).isEqualTo(due);
    }
}
