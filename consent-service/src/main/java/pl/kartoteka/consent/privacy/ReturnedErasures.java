package pl.kartoteka.consent.privacy;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import pl.kartoteka.consent.client.ReturnedClients;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/** Erases once more who was changed somewhere after the erasure: there a backup was restored. */
@Component
class ReturnedErasures implements ReturnedClients {
    private final PrivacyCases cases;
    private final Askings askings;
    private final Trail trail;
    private final Outbox outbox;
    private final Clock clock;

    ReturnedErasures(PrivacyCases cases, Askings askings, Trail trail, Outbox outbox, Clock clock) {
        this.cases = cases;
        this.askings = askings;
        this.trail = trail;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Mono<Void> seen(UUID clientId, Instant changedAt) {
        return askings.applyErasureAgain(clientId, changedAt, clock.instant())
                .concatMap(asking -> cases.locked(asking.caseId())
                        .then(trail.add(
                                asking.caseId(), Trail.SYSTEM, TrailEvent.APPLIED_AGAIN,
                                Map.of("round", asking.round())))
                        .then(outbox.append(asking.event())))
                .then();
    }
}
