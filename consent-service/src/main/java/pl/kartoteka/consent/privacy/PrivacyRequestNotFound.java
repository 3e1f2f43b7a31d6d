package pl.kartoteka.consent.privacy;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

/** There is no such request. */
final class PrivacyRequestNotFound extends DomainProblem {
    PrivacyRequestNotFound(UUID id) {
        super(Kind.NOT_FOUND, "privacy-request-not-found");
        arg("id", id);
    }
}
