package pl.kartoteka.client.exports;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * Where files are written: a few at once, each for as long as somebody reads it. A file holds a connection to the database, of which
 * readers that have stopped would take all.
 */
@Component
class ExportPlaces {
    private final ExportProperties properties;
    private final Semaphore free;

    ExportPlaces(ExportProperties properties) {
        this.properties = properties;
        this.free = new Semaphore(properties.atOnce());
    }

    /** Says at once what {@link #written} would say. */
    void requireFree() {
        if (free.availablePermits() == 0) {
            throw new ExportsBusy(properties.atOnce());
        }
    }

    /** The content, from a place of its own. */
    <T> Flux<T> written(Flux<T> content) {
        return Flux.using(this::take, _ -> whileTaken(content), Semaphore::release);
    }

    private Semaphore take() {
        if (!free.tryAcquire()) {
            throw new ExportsBusy(properties.atOnce());
        }
        return free;
    }

    /** Breaks off when nothing is asked for in all that time; how long the database takes does not count. */
    private <T> Flux<T> whileTaken(Flux<T> content) {
        return Flux.defer(() -> {
            var wanted = new AtomicLong();
            return content
                    .doOnNext(_ -> wanted.decrementAndGet())
                    .timeout(Mono.never(), _ -> Mono.delay(properties.patience())
                            .flatMap(_ -> wanted.get() > 0 ? Mono.never() : Mono.just(0L)))
                    .doOnRequest(more -> wanted.accumulateAndGet(more, Operators::addCap));
        });
    }
}
