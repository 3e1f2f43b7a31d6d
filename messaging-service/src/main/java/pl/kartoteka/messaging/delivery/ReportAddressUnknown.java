package pl.kartoteka.messaging.delivery;

import pl.kartoteka.problem.DomainProblem;

/** Whoever does not know the secret learns nothing, not even that reports are taken. */
final class ReportAddressUnknown extends DomainProblem {
    ReportAddressUnknown() {
        super(Kind.NOT_FOUND, "not-found");
    }
}
