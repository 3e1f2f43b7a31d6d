package pl.kartoteka.client.exports;

import pl.kartoteka.problem.DomainProblem;

class SensitiveColumn extends DomainProblem {
    static final String SCOPE = "clients:sensitive";

    SensitiveColumn() {
        super(Kind.FORBIDDEN, "scope-missing");
        arg("scope", SCOPE);
        with("scope", SCOPE);
    }
}
