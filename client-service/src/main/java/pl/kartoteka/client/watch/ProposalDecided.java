package pl.kartoteka.client.watch;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

/** Accepted, refused or superseded by a newer answer. */
class ProposalDecided extends DomainProblem {
    ProposalDecided(UUID id) {
        super(Kind.CONFLICT, "proposed-change-decided");
        arg("id", id);
    }
}
