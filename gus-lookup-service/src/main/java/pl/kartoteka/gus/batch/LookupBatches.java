package pl.kartoteka.gus.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.http.Ids;
import pl.kartoteka.jobs.Job;
import pl.kartoteka.jobs.Jobs;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Takes batches on. */
@Component
class LookupBatches {
    private final LookupBatch kind;
    private final BatchItems items;
    private final Jobs jobs;
    private final Ids ids;
    private final JsonMapper json;
    private final Clock clock;

    LookupBatches(LookupBatch kind, BatchItems items, Jobs jobs, Ids ids, JsonMapper json, Clock clock) {
        this.kind = kind;
        this.items = items;
        this.jobs = jobs;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    Mono<Job> begin(LookupBatchRequest request, String owner) {
        var id = ids.next();
        var registers = request.registers().stream().sorted().toList();
        var since = Boolean.TRUE.equals(request.anew()) ? clock.instant() : Instant.EPOCH;
        return jobs.submit(id, kind, owner, new BatchAsked(registers, since))
                .delayUntil(_ -> items.add(id, registers, request.numbers()));
    }

    /** A batch that is over, once more in a batch of its own: only what it has no answer to is asked. */
    @Transactional
    Mono<Job> resume(Job over, String owner) {
        if (over.endedAt() == null) {
            return Mono.error(new LookupBatchRunning());
        }
        UUID id = ids.next();
        return jobs.submit(id, kind, owner, json.treeToValue(over.input(), BatchAsked.class))
                .delayUntil(_ -> items.copy(over.id(), id));
    }
}
