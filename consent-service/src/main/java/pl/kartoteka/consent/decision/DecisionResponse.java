package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

record DecisionResponse(Instant decidedAt, List<ClientDecision> decisions) {

    static DecisionResponse of(Decided decided) {
        return new DecisionResponse(
                decided.at(), decided.decisions().stream().map(ClientDecision::of).toList());
    }

    record ClientDecision(UUID clientId, boolean allowed, Reason reason, UUID decisionId) {
        private static ClientDecision of(Decision decision) {
            return new ClientDecision(decision.clientId(), decision.allowed(), decision.reason(),
                    decision.decisionId());
        }
    }
}
