package pl.kartoteka.jobs;

import pl.kartoteka.problem.DomainProblem;

/** Taken up several times without one step coming through. */
final class JobAbandoned extends DomainProblem {
    JobAbandoned() {
        super(Kind.UNEXPECTED, "job-abandoned");
    }
}
