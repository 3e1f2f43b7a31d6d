package pl.kartoteka.client.draft;

import pl.kartoteka.problem.DomainProblem;

/** Every register answered, and none knows the number. */
class CompanyNotFound extends DomainProblem {
    CompanyNotFound() {
        super(Kind.NOT_FOUND, "company-not-found");
    }
}
