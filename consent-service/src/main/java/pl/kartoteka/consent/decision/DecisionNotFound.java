package pl.kartoteka.consent.decision;

import java.util.UUID;

import pl.kartoteka.problem.DomainProblem;

class DecisionNotFound extends DomainProblem {
    DecisionNotFound(UUID decisionId) {
        super(Kind.NOT_FOUND, "decision-not-found");
        arg("decisionId", decisionId);
    }
}
