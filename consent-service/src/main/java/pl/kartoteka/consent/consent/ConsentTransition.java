package pl.kartoteka.consent.consent;

import pl.kartoteka.problem.DomainProblem;

/** There is no such move from where the consent stands. */
class ConsentTransition extends DomainProblem {
    ConsentTransition(Consent current, ConsentStatus to) {
        super(Kind.CONFLICT, "consent-transition");
        arg("from", current.status());
        arg("to", to);
        with("from", current.status());
        with("to", to);
        with("version", current.version());
    }
}
