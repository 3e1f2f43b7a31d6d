package pl.kartoteka.gus.lookup;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class LookupNotFound extends DomainProblem {
    LookupNotFound(UUID id) {
        super(Kind.NOT_FOUND, "lookup-not-found");
        arg("id", id);
    }
}
