package pl.kartoteka.consent.privacy;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.consent.client.ReturnedClients;
import reactor.core.publisher.Mono;

/** Erases once more who was changed somewhere after the erasure: there a backup was restored. */
@Component
class ReturnedErasures implements ReturnedClients {
    private final Questions questions;

    ReturnedErasures(Questions questions) {
        this.questions = questions;
    }

    @Override
    public Mono<Void> seen(Map<UUID, Instant> changedAt) {
        return changedAt.isEmpty() ? Mono.empty() : questions.applyErasuresAgain(changedAt).then();
    }
}
