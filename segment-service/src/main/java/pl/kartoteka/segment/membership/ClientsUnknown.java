package pl.kartoteka.segment.membership;

import java.util.List;
import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

/** Some of the clients are not known here: never registered, merged into others, or erased. */
class ClientsUnknown extends DomainProblem {
    ClientsUnknown(List<UUID> clients) {
        super(Kind.REJECTED, "clients-unknown");
        arg("count", clients.size());
        with("unknown", clients);
    }
}
