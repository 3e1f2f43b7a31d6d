package pl.kartoteka.gus.batch;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import pl.kartoteka.gus.batch.BatchItems.Counted;
import pl.kartoteka.gus.register.Register;

/**
 * How far a batch is, which is also what it reports.
 *
 * @param outcomes how many numbers came to what, by register
 * @param waiting for registers whose quota is spent: until when
 */
record BatchPosition(Map<Register, Map<BatchOutcome, Long>> outcomes, Map<Register, Instant> waiting) {

    BatchPosition with(List<Counted> more, Map<Register, Instant> waitingNow) {
        var counted = new EnumMap<Register, Map<BatchOutcome, Long>>(Register.class);
        outcomes.forEach((register, counts) -> counted.put(register, new EnumMap<>(counts)));
        more.forEach(one -> counted.computeIfAbsent(one.register(), _ -> new EnumMap<>(BatchOutcome.class))
                .merge(one.outcome(), one.items(), Long::sum));
        return new BatchPosition(counted, waitingNow);
    }

    long done() {
        return outcomes.values().stream().flatMap(counts -> counts.values().stream()).mapToLong(Long::longValue).sum();
    }

}
