package pl.kartoteka.files;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away the files that no row names: the row was not written, or is gone and the file was not reached. */
public final class FileSweep {
    /** No upload takes that long from its file to its row. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private static final int AT_ONCE = 500;

    private final FileStore files;
    private final Clock clock;

    public FileSweep(FileStore files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /**
     * How many were taken away.
     *
     * @param named which of the given files rows name
     */
    public Mono<Long> run(Function<Collection<UUID>, Mono<Set<UUID>>> named) {
        return Mono.defer(() -> files.keptBefore(clock.instant().minus(YOUNG))
                .buffer(AT_ONCE)
                .concatMap(some -> named.apply(some)
                        .flatMapMany(known -> Flux.fromIterable(some).filter(id -> !known.contains(id))))
                .concatMap(id -> files.remove(id).thenReturn(id))
                .count());
    }
}
