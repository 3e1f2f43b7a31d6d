package pl.kartoteka.client.registry;

import java.time.Instant;
import java.util.List;

import pl.kartoteka.problem.DomainProblem;

/** Somebody with this NIP, PESEL or e-mail address was erased; only the person's own wish brings him back. */
class PersonErased extends DomainProblem {
    PersonErased(Instant erasedAt) {
        super(Kind.CONFLICT, "person-erased");
        with("erasedAt", erasedAt);
        with("waysOn", List.of("RETURNING"));
    }
}
