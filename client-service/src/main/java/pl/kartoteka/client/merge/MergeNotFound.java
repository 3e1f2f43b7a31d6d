package pl.kartoteka.client.merge;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class MergeNotFound extends DomainProblem {
    MergeNotFound(UUID id) {
        super(Kind.NOT_FOUND, "merge-not-found");
        arg("id", id);
    }
}
