package pl.kartoteka.client.registry;

import java.util.Map;

import pl.kartoteka.client.registry.Clients.Dependants;
import pl.kartoteka.problem.DomainProblem;

class ClientInUse extends DomainProblem {
    ClientInUse(Dependants dependants) {
        super(Kind.CONFLICT, "client-in-use");
        arg("branches", dependants.branches());
        arg("documents", dependants.documents());
        arg("merged", dependants.merged());
        arg("attachments", dependants.attachments());
        arg("notes", dependants.notes());
        with("reasons", Map.of("branches", dependants.branches(), "salesDocuments", dependants.documents(),
                "mergedClients", dependants.merged(), "attachments", dependants.attachments(), "notes",
                dependants.notes()));
    }
}
