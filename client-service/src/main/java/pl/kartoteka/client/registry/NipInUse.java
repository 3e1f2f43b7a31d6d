package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.registry.Clients.NipHolder;
import pl.kartoteka.problem.DomainProblem;

/** Says who has the NIP, and of the ways on those that are open: people have no branches, and a branch has its head office. */
class NipInUse extends DomainProblem {
    private NipInUse(NipHolder holder, List<String> waysOn) {
        super(Kind.CONFLICT, "nip-in-use");
        arg("name", holder.name());
        with("existing", Map.of("id", holder.id(), "name", holder.name()));
        with("waysOn", waysOn);
    }

    /** A client that was to be registered. */
    static NipInUse byExisting(NipHolder holder, ClientKind newcomer) {
        var waysOn = new ArrayList<>(List.of("OPEN"));
        if (holder.kind().isOrganisation() && newcomer.isOrganisation()) {
            waysOn.add("ADD_AS_BRANCH");
            if (!holder.isBranch()) {
                waysOn.add("ADD_AS_HEAD_OFFICE");
            }
        }
        return new NipInUse(holder, waysOn);
    }

    /**
     * A client that exists and was to take the NIP.
     *
     * @param isBelow whether the holder belongs to this client already, so that it cannot be its head office
     */
    static NipInUse byOther(NipHolder holder, ClientKind kind, boolean isBelow) {
        boolean mayBeBranch = holder.kind().isOrganisation() && kind.isOrganisation() && !isBelow;
        return new NipInUse(holder, mayBeBranch ? List.of("OPEN", "ADD_AS_BRANCH") : List.of("OPEN"));
    }
}
