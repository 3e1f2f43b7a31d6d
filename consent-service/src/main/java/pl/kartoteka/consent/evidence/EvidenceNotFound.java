package pl.kartoteka.consent.evidence;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class EvidenceNotFound extends DomainProblem {
    EvidenceNotFound(UUID id) {
        super(Kind.NOT_FOUND, "evidence-not-found");
        arg("id", id);
    }
}
