package pl.kartoteka.client.template;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class TemplateNotFound extends DomainProblem {
    TemplateNotFound(UUID id) {
        super(Kind.NOT_FOUND, "client-template-not-found");
        arg("id", id);
    }
}
