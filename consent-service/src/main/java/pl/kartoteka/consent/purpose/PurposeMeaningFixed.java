package pl.kartoteka.consent.purpose;

import pl.kartoteka.problem.DomainProblem;

class PurposeMeaningFixed extends DomainProblem {
    PurposeMeaningFixed(String code, String field) {
        super(Kind.REJECTED, "purpose-meaning-fixed");
        arg("code", code);
        arg("field", field);
        with("field", field);
    }
}
