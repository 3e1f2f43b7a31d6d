package pl.kartoteka.consent.decision;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;
import pl.kartoteka.consent.purpose.Purpose;
import pl.kartoteka.consent.purpose.PurposeCatalogue;
import pl.kartoteka.http.Ids;
import reactor.core.publisher.Mono;

/** The one authority on whether clients may be contacted. */
@Component
class ConsentDecisions {
    private final PurposeCatalogue purposes;
    private final DecisionRecords records;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Timer duration;

    ConsentDecisions(
            PurposeCatalogue purposes,
            DecisionRecords records,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.purposes = purposes;
        this.records = records;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
        this.duration = Timer.builder("kartoteka.decisions.duration")
                .description("Time from the question to the kept answer, whole call")
                .publishPercentileHistogram()
                .register(meters);
    }

    /** Decides for each client and keeps the answers before giving them. */
    Mono<Decided> decide(Asked asked, String askedBy) {
        Timer.Sample sample = Timer.start(meters);
        return purpose(asked)
                .flatMap(purpose -> decide(purpose, asked, askedBy))
                .doOnNext(this::count)
                .doFinally(_ -> sample.stop(duration));
    }

    Mono<KeptDecision> find(UUID decisionId) {
        return records.find(decisionId).switchIfEmpty(Mono.error(() -> new DecisionNotFound(decisionId)));
    }

    private Mono<Purpose> purpose(Asked asked) {
        return asked.asOf() == null
                ? purposes.require(asked.purpose())
                : purposes.require(asked.purpose(), asked.asOf());
    }

    private Mono<Decided> decide(Purpose purpose, Asked asked, String askedBy) {
        // The instant is taken before the read: whatever was committed by then is seen, so no answer dated after a
        // withdrawal was acknowledged can be yes.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Question question = new Question(purpose, asked.channel(), asked.asOf() == null ? at : asked.asOf());
        return records.circumstances(asked)
                .map(client -> new Decision(ids.next(), client.clientId(), question.decide(client)))
                .collectList()
                .delayUntil(decisions -> records.keep(ids.next(), asked, at, askedBy, decisions))
                .map(decisions -> new Decided(at, asked.asOf(), decisions));
    }

    private void count(Decided decided) {
        decided.byReason().forEach((reason, number) -> meters
                .counter("kartoteka.decisions", "reason", reason.name(), "allowed", String.valueOf(reason.allows()))
                .increment(number));
    }
}
