package pl.kartoteka.client.document;

import pl.kartoteka.problem.DomainProblem;

/** The document is about a client whose data were erased; what the law wants of it is kept apart. */
class DocumentOfErasedClient extends DomainProblem {
    DocumentOfErasedClient() {
        super(Kind.CONFLICT, "client-erased");
    }
}
