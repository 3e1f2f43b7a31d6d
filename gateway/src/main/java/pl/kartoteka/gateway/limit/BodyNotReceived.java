package pl.kartoteka.gateway.limit;

import pl.kartoteka.problem.DomainProblem;

/** The caller did not send the rest of what was announced. No service is to blame. */
public final class BodyNotReceived extends DomainProblem {
    public BodyNotReceived() {
        super(Kind.INCOMPLETE, "body-not-received");
    }
}
