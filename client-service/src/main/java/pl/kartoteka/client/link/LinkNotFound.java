package pl.kartoteka.client.link;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class LinkNotFound extends DomainProblem {
    LinkNotFound(UUID id) {
        super(Kind.NOT_FOUND, "client-link-not-found");
        arg("id", id);
    }
}
