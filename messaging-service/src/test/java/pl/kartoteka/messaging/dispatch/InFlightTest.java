package pl.kartoteka.messaging.dispatch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

class InFlightTest {
    private final InFlight inFlight = new InFlight();
    private final Sinks.One<String> provider = Sinks.one();
    private final AtomicInteger recorded = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void bringsAHandOverToItsEndAlthoughItsRoundWasCancelled() {
        var round = handOver().subscribe();

        round.dispose();
        provider.tryEmitValue("250 OK");

        assertThat(recorded).hasValue(1);
    }

    @Test
    void stopsWhenTheLastHandOverHasEndedAndBeginsNoOther() {
        handOver().subscribe();

        inFlight.stop(() -> stopped.set(true));

        assertThat(stopped).isFalse();
        assertThat(inFlight.through(Mono.fromCallable(recorded::incrementAndGet)).blockOptional()).isEmpty();
        assertThat(recorded).hasValue(0);
        provider.tryEmitValue("250 OK");
        assertThat(recorded).hasValue(1);
        assertThat(stopped).isTrue();
    }

    @Test
    void stopsAtOnceWhenNothingIsInFlight() {
        assertThat(inFlight.through(Mono.just("sent")).block()).isEqualTo("sent");

        inFlight.stop(() -> stopped.set(true));

        assertThat(stopped).isTrue();
    }

    private Mono<Integer> handOver() {
        return inFlight.through(provider.asMono().map(_ -> recorded.incrementAndGet()));
    }
}
