package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

record DecisionResponse(Instant decidedAt, List<One> decisions) {

    static DecisionResponse of(Decided decided) {
        return new DecisionResponse(
                decided.at(), decided.decisions().stream().map(One::of).toList());
    }

    record One(UUID clientId, boolean allowed, Reason reason, UUID decisionId) {
        private static One of(Decision decision) {
            return new One(decision.clientId(), decision.allowed(), decision.reason(), decision.decisionId());
        }
    }
}
