package pl.kartoteka.messaging.gate;

import pl.kartoteka.problem.DomainProblem;

/** consent-service has answered: there is no such purpose. */
class UnknownPurpose extends DomainProblem {
    UnknownPurpose(String purpose) {
        super(Kind.REJECTED, "purpose-unknown");
        arg("purpose", purpose);
        with("purpose", purpose);
    }
}
