package pl.kartoteka.client.exports;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ExportPlacesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ExportPlaces places = new ExportPlaces(new ExportProperties(1, PATIENCE));

    @Test
    void breaksOffAndGivesThePlaceBackWhenAReaderTakesNothing() {
        var content = PublisherProbe.of(Flux.range(1, 100));

        StepVerifier.withVirtualTime(() -> places.written(content.flux()), 2)
                .expectNext(1, 2)
                .thenAwait(PATIENCE)
                .expectError(TimeoutException.class)
                .verify();

        content.assertWasCancelled();
        assertThatCode(places::requireFree).doesNotThrowAnyException();
    }

    @Test
    void letsASlowReaderGoOnForAsLongAsItTakesSomething() {
        StepVerifier.withVirtualTime(() -> places.written(Flux.range(1, 3)), 1)
                .expectNext(1)
                .thenAwait(PATIENCE.minusSeconds(1)).thenRequest(1).expectNext(2)
                .thenAwait(PATIENCE.minusSeconds(1)).thenRequest(1).expectNext(3)
                .verifyComplete();
    }

    @Test
    void waitsForTheDatabaseHoweverLongItTakes() {
        StepVerifier.withVirtualTime(
                () -> places.written(Flux.concat(Mono.just(1), Mono.just(2).delayElement(PATIENCE.multipliedBy(10)))))
                .expectNext(1)
                .thenAwait(PATIENCE.multipliedBy(10))
                .expectNext(2)
                .verifyComplete();
    }

    @Test
    void hasNoPlaceForAnotherUntilOneIsGivenBack() {
        var reading = places.written(Flux.never()).subscribe();

        assertThatThrownBy(places::requireFree).isInstanceOf(ExportsBusy.class);
        StepVerifier.create(places.written(Flux.just(1))).expectError(ExportsBusy.class).verify();
        reading.dispose();
        StepVerifier.create(places.written(Flux.just(1))).expectNext(1).verifyComplete();
        StepVerifier.create(places.written(Flux.error(new IllegalStateException("gone"))))
                .expectError(IllegalStateException.class).verify();
        assertThatCode(places::requireFree).doesNotThrowAnyException();
    }
}
