package pl.kartoteka.consent.consent;

import pl.kartoteka.problem.DomainProblem;

/** Nobody is asked any more; what was given can still be refused or withdrawn. */
class PurposeRetired extends DomainProblem {
    PurposeRetired(String code) {
        super(Kind.REJECTED, "purpose-retired");
        arg("code", code);
    }
}
