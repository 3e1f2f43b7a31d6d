package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** @param asOf as asked; left out where the answers are of now */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionResponse(Instant decidedAt, @Nullable Instant asOf, List<ClientDecision> decisions) {

    static DecisionResponse of(Decided decided) {
        return new DecisionResponse(
                decided.at(), decided.asOf(), decided.decisions().stream().map(ClientDecision::of).toList());
    }

    record ClientDecision(UUID clientId, boolean allowed, Reason reason, UUID decisionId) {
        private static ClientDecision of(Decision decision) {
            return new ClientDecision(decision.clientId(), decision.allowed(), decision.reason(),
                    decision.decisionId());
        }
    }
}
