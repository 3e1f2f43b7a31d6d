package pl.kartoteka.consent.purpose;

import pl.kartoteka.problem.DomainProblem;

class PurposeTextFixed extends DomainProblem {
    PurposeTextFixed(String language, int version) {
        super(Kind.REJECTED, "purpose-text-fixed");
        arg("language", language);
        arg("version", version);
    }
}
