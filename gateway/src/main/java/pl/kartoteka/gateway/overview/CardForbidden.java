package pl.kartoteka.gateway.overview;

import pl.kartoteka.problem.DomainProblem;

/** Without the card there is nothing to show: the caller may not see clients at all. */
final class CardForbidden extends DomainProblem {
    CardForbidden() {
        super(Kind.FORBIDDEN, "scope-missing");
        arg("scope", "clients:read");
        with("scope", "clients:read");
    }
}
