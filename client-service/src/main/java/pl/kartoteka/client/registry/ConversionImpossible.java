package pl.kartoteka.client.registry;

import java.util.ArrayList;
import java.util.List;

import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.problem.DomainProblem;

/** Why a client cannot become one of another kind as things are. */
class ConversionImpossible extends DomainProblem {
    ConversionImpossible(List<Reason> reasons, long branches) {
        super(Kind.CONFLICT, "conversion-impossible");
        arg("reasons", String.join(", ", reasons.stream().map(Enum::name).toList()));
        with("reasons", reasons);
        with("branches", branches);
    }

    enum Reason {
        /** It is of this kind. */
        SAME_KIND,
        /** People have no branches. */
        HAS_BRANCHES,
        /** People have no head office. */
        IS_BRANCH,
        /** A person does not go by the NIP of a head office. */
        NIP_SHARED
    }

    static List<Reason> reasons(Client client, ClientKind kind, long branches) {
        var reasons = new ArrayList<Reason>();
        if (kind == client.card().kind()) {
            reasons.add(Reason.SAME_KIND);
        }
        if (!kind.isOrganisation()) {
            if (branches > 0) {
                reasons.add(Reason.HAS_BRANCHES);
            }
            if (client.card().headOfficeId() != null) {
                reasons.add(Reason.IS_BRANCH);
            }
            if (client.nipShared()) {
                reasons.add(Reason.NIP_SHARED);
            }
        }
        return reasons;
    }
}
