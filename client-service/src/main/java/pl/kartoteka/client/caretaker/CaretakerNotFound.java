package pl.kartoteka.client.caretaker;

import pl.kartoteka.problem.DomainProblem;

class CaretakerNotFound extends DomainProblem {
    CaretakerNotFound(String subject) {
        super(Kind.NOT_FOUND, "caretaker-not-found");
        arg("subject", subject);
    }
}
