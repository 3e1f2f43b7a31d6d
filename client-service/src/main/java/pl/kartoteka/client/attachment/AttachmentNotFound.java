package pl.kartoteka.client.attachment;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class AttachmentNotFound extends DomainProblem {
    AttachmentNotFound(UUID id) {
        super(Kind.NOT_FOUND, "attachment-not-found");
        arg("id", id);
    }
}
