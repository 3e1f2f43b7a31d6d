package pl.kartoteka.consent.decision;

import java.util.UUID;

import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.http.Caller;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/consent-decisions")
class DecisionController {
    private final ConsentDecisions decisions;

    DecisionController(ConsentDecisions decisions) {
        this.decisions = decisions;
    }

    @PostMapping
    Mono<DecisionResponse> decide(@Valid @RequestBody DecisionRequest request) {
        return Caller.current()
                .flatMap(caller -> decisions.decide(request.asked(), caller.subject()))
                .map(DecisionResponse::of);
    }

    /** What was asked and answered then. */
    @GetMapping("/{decisionId}")
    Mono<KeptDecision> decision(@PathVariable UUID decisionId) {
        return decisions.find(decisionId);
    }
}
