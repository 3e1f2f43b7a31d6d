package pl.kartoteka.consent.receipt;

import pl.kartoteka.problem.DomainProblem;

/** The person was never asked, so there is nothing to give a receipt for. */
class NothingRecorded extends DomainProblem {
    NothingRecorded(String purpose) {
        super(Kind.NOT_FOUND, "consent-not-recorded");
        arg("purpose", purpose);
    }
}
