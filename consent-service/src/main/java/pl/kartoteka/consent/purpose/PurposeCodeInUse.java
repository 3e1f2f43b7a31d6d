package pl.kartoteka.consent.purpose;

import pl.kartoteka.problem.DomainProblem;

class PurposeCodeInUse extends DomainProblem {
    PurposeCodeInUse(String code) {
        super(Kind.CONFLICT, "purpose-code-in-use");
        arg("code", code);
        with("code", code);
    }
}
