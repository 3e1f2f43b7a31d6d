package pl.kartoteka.client.registry;

import java.util.List;
import java.util.Map;

import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.registry.Clients.NipHolder;
import pl.kartoteka.problem.DomainProblem;

class NipInUse extends DomainProblem {
    NipInUse(NipHolder holder, ClientKind newcomer) {
        super(Kind.CONFLICT, "nip-in-use");
        arg("name", holder.name());
        with("existing", Map.of("id", holder.id(), "name", holder.name()));
        with("waysOn", waysOn(holder, newcomer));
    }

    /** Only those that are open: people have no branches, and a branch has its head office. */
    private static List<String> waysOn(NipHolder holder, ClientKind newcomer) {
        if (!holder.kind().isOrganisation() || !newcomer.isOrganisation()) {
            return List.of("OPEN");
        }
        return holder.isBranch()
                ? List.of("OPEN", "ADD_AS_BRANCH")
                : List.of("OPEN", "ADD_AS_BRANCH", "ADD_AS_HEAD_OFFICE");
    }
}
