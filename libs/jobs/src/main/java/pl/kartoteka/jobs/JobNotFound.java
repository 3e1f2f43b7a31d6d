package pl.kartoteka.jobs;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

final class JobNotFound extends DomainProblem {
    JobNotFound(UUID id) {
        super(Kind.NOT_FOUND, "job-not-found");
        arg("id", id);
    }
}
