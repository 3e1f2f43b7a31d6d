package pl.kartoteka.consent.decision;

import java.util.UUID;

import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.consent.decision.DecisionResponse.MessageLinks;
import pl.kartoteka.consent.link.Links;
import pl.kartoteka.http.Caller;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/consent-decisions")
class DecisionController {
    private final ConsentDecisions decisions;
    private final Links links;

    DecisionController(ConsentDecisions decisions, Links links) {
        this.decisions = decisions;
        this.links = links;
    }

    @PostMapping
    Mono<DecisionResponse> decide(@Valid @RequestBody DecisionRequest request) {
        return Caller.current()
                .filter(caller -> !request.wantsLinks() || caller.may(LinksForbidden.SCOPE))
                .switchIfEmpty(Mono.error(LinksForbidden::new))
                .flatMap(caller -> decisions.decide(request.asked(), caller.subject()))
                .map(decided -> DecisionResponse.of(
                        decided, decision -> request.wantsLinks() ? links(request.purpose(), decision) : null));
    }

    /** What was asked and answered then. */
    @GetMapping("/{decisionId}")
    Mono<KeptDecision> decision(@PathVariable UUID decisionId) {
        return decisions.find(decisionId);
    }

    private @Nullable MessageLinks links(String purpose, Decision decision) {
        if (!decision.allowed()) {
            return null;
        }
        return new MessageLinks(
                decision.reason() == Reason.GRANTED
                        ? links.unsubscribe(decision.clientId(), purpose, decision.decisionId())
                        : null,
                links.preferences(decision.clientId()));
    }
}
