package pl.kartoteka.client.customfield;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class CustomFieldNotFound extends DomainProblem {
    CustomFieldNotFound(UUID id) {
        super(Kind.NOT_FOUND, "custom-field-not-found");
        arg("id", id);
    }
}
