package pl.kartoteka.consent.purpose;

import pl.kartoteka.problem.DomainProblem;

class PurposeNotFound extends DomainProblem {
    PurposeNotFound(String code) {
        super(Kind.NOT_FOUND, "purpose-not-found");
        arg("code", code);
        with("code", code);
    }
}
