package pl.kartoteka.consent.consent;

import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.problem.DomainProblem;

/** The purpose rests on a basis that no answer of the person changes. */
class PurposeNeedsNoConsent extends DomainProblem {
    PurposeNeedsNoConsent(Purpose purpose) {
        super(Kind.REJECTED, "purpose-needs-no-consent");
        arg("code", purpose.code());
        arg("legalBasis", purpose.legalBasis());
        with("legalBasis", purpose.legalBasis());
    }
}
