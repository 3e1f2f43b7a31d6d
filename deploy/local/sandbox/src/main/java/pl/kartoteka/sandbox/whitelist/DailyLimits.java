package pl.kartoteka.sandbox.whitelist;

import java.time.LocalDate;

/** So many searches and checks a day; the count begins anew at midnight in Warsaw. */
final class DailyLimits {

    private static final int SEARCHES = 100;
    private static final int CHECKS = 5_000;

    private LocalDate day = LocalDate.MIN;
    private int searches;
    private int checks;

    synchronized boolean takeSearch(LocalDate today) {
        turnTo(today);
        return searches++ < SEARCHES;
    }

    synchronized boolean takeCheck(LocalDate today) {
        turnTo(today);
        return checks++ < CHECKS;
    }

    synchronized void clear() {
        day = LocalDate.MIN;
    }

    private void turnTo(LocalDate today) {
        if (!today.equals(day)) {
            day = today;
            searches = 0;
            checks = 0;
        }
    }
}
