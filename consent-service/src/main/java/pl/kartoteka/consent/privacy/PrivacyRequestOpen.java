package pl.kartoteka.consent.privacy;

import pl.kartoteka.problem.DomainProblem;

/** The client has an open request of this kind. */
final class PrivacyRequestOpen extends DomainProblem {
    PrivacyRequestOpen(PrivacyKind kind) {
        super(Kind.CONFLICT, "privacy-request-open");
        arg("kind", kind);
        with("kind", kind);
    }
}
