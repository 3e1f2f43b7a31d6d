package pl.kartoteka.consent.privacy;

import pl.kartoteka.problem.DomainProblem;

/** The case cannot go there from where it stands. */
final class PrivacyTransition extends DomainProblem {
    PrivacyTransition(CaseStatus from, CaseStatus to) {
        super(Kind.CONFLICT, "privacy-request-transition");
        arg("from", from).arg("to", to);
        with("from", from).with("to", to);
    }
}
