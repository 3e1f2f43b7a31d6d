package pl.kartoteka.client.caretaker;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class SubstitutionNotFound extends DomainProblem {
    SubstitutionNotFound(UUID id) {
        super(Kind.NOT_FOUND, "substitution-not-found");
        arg("id", id);
    }
}
