package pl.kartoteka.client.attachment;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class PhotoNotFound extends DomainProblem {
    PhotoNotFound(UUID client) {
        super(Kind.NOT_FOUND, "photo-not-found");
        arg("id", client);
    }
}
