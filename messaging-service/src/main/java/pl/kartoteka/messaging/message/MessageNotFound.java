package pl.kartoteka.messaging.message;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class MessageNotFound extends DomainProblem {
    MessageNotFound(UUID id) {
        super(Kind.NOT_FOUND, "message-not-found");
        with("messageId", id);
    }
}
