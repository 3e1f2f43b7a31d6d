package pl.kartoteka.client.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import pl.kartoteka.problem.DomainProblem;

/** A client is removed only where nothing hangs on it. It can be put out of use; a person can ask for the erasure of everything. */
class ClientInUse extends DomainProblem {
    private static final List<String> WAYS_ON = List.of("DEACTIVATE", "PRIVACY_REQUEST");

    ClientInUse(Dependants.Counted counted) {
        super(Kind.CONFLICT, "client-in-use");
        Map<String, Long> reasons = new LinkedHashMap<>();
        reasons.put("branches", counted.branches());
        reasons.put("salesDocuments", counted.documents());
        reasons.put("mergedClients", counted.merged());
        reasons.put("attachments", counted.attachments());
        reasons.put("notes", counted.notes());
        reasons.put("links", counted.links());
        reasons.put("incomingLinks", counted.incomingLinks());
        reasons.put("photos", counted.photos());
        reasons.put("representatives", counted.representatives());
        reasons.put("consents", counted.consents());
        reasons.put("staticSegments", counted.segments());
        reasons.put("referringClients", counted.referring());
        reasons.forEach(this::arg);
        with("reasons", reasons);
        with("waysOn", WAYS_ON);
    }
}
