package pl.kartoteka.consent.decision;

import pl.kartoteka.problem.DomainProblem;

/** Whoever has a link can answer in the name of its person; only who may record answers is given one. */
class LinksForbidden extends DomainProblem {
    static final String SCOPE = "consents:write";

    LinksForbidden() {
        super(Kind.FORBIDDEN, "scope-missing");
        arg("scope", SCOPE);
        with("scope", SCOPE);
    }
}
