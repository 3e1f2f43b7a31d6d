package pl.kartoteka.messaging.template;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class TemplateNotFound extends DomainProblem {
    TemplateNotFound(UUID id) {
        super(Kind.NOT_FOUND, "template-not-found");
        with("templateId", id);
    }
}
