package pl.kartoteka.client.exports;

import java.time.Duration;

import pl.kartoteka.problem.DomainProblem;

class ExportsBusy extends DomainProblem {
    private static final Duration SOON = Duration.ofSeconds(30);

    ExportsBusy(int atOnce) {
        super(Kind.UNAVAILABLE, "exports-busy");
        arg("atOnce", atOnce);
        with("atOnce", atOnce);
        retryAfter(SOON);
    }
}
