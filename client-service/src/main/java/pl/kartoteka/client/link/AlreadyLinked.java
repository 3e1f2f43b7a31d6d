package pl.kartoteka.client.link;

import pl.kartoteka.problem.DomainProblem;

/** The client has a link of that type to the same thing. */
class AlreadyLinked extends DomainProblem {
    AlreadyLinked(String type) {
        super(Kind.CONFLICT, "client-already-linked");
        arg("type", type);
    }
}
