package pl.kartoteka.jobs;

import pl.kartoteka.problem.DomainProblem;

final class JobOver extends DomainProblem {
    JobOver(JobStatus status) {
        super(Kind.CONFLICT, "job-over");
        with("jobStatus", status);
    }
}
