package pl.kartoteka.client.imports;

import pl.kartoteka.problem.DomainProblem;

/** Rows that could be taken when all of them were looked at could no longer when they were written; then none is. */
class RegisterChangedMeanwhile extends DomainProblem {
    RegisterChangedMeanwhile(long refused) {
        super(Kind.CONFLICT, "import-register-changed");
        arg("rows", refused);
    }
}
