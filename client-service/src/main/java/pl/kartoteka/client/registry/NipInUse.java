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
        boolean canBeOneStructure = holder.kind().isOrganisation() && newcomer.isOrganisation();
        with("waysOn", canBeOneStructure ? List.of("OPEN", "ADD_AS_BRANCH", "ADD_AS_HEAD_OFFICE") : List.of("OPEN"));
    }
}
