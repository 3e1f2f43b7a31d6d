package pl.kartoteka.consent.decision;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The answers to one question, in the order the clients were given. */
record Decided(Instant at, @Nullable Instant asOf, List<Decision> decisions) {
    Map<Reason, Long> byReason() {
        return decisions.stream().collect(Collectors.groupingBy(Decision::reason, Collectors.counting()));
    }
}
