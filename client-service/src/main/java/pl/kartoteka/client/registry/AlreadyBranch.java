package pl.kartoteka.client.registry;

import java.util.Map;
import java.util.Objects;

import pl.kartoteka.problem.DomainProblem;

class AlreadyBranch extends DomainProblem {
    AlreadyBranch(Client branch) {
        super(Kind.CONFLICT, "already-branch");
        arg("name", branch.card().name());
        with("existing",
                Map.of("id", branch.id(), "headOfficeId", Objects.requireNonNull(branch.card().headOfficeId())));
    }
}
