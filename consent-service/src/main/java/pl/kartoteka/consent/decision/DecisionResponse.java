package pl.kartoteka.consent.decision;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** @param asOf as asked; left out where the answers are of now */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DecisionResponse(Instant decidedAt, @Nullable Instant asOf, List<ClientDecision> decisions) {

    static DecisionResponse of(Decided decided, Function<Decision, @Nullable MessageLinks> links) {
        return new DecisionResponse(
                decided.at(),
                decided.asOf(),
                decided.decisions().stream()
                        .map(decision -> ClientDecision.of(decision, links.apply(decision)))
                        .toList());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ClientDecision(
            UUID clientId, boolean allowed, Reason reason, UUID decisionId, @Nullable MessageLinks links) {
        private static ClientDecision of(Decision decision, @Nullable MessageLinks links) {
            return new ClientDecision(
                    decision.clientId(), decision.allowed(), decision.reason(), decision.decisionId(), links);
        }
    }

    /** @param unsubscribe where the message rests on a consent: the way out of it */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessageLinks(@Nullable URI unsubscribe, URI preferences) {}
}
