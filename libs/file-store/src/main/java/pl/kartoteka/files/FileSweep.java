package pl.kartoteka.files;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes away the files that nobody names: the row was not written, or is gone and the file was not reached. */
public final class FileSweep {
    /** No upload takes that long from its file to its row. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private static final int AT_ONCE = 500;

    private final FileStore files;
    private final Clock clock;
    private final List<NamesFiles> features;

    /** @param features without any nothing is swept away */
    public FileSweep(FileStore files, Clock clock, List<NamesFiles> features) {
        this.files = files;
        this.clock = clock;
        this.features = List.copyOf(features);
    }

    /** How many were taken away. */
    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    public Mono<Long> run() {
        return Mono.defer(() -> features.isEmpty()
                ? Mono.just(0L)
                : files.keptBefore(clock.instant().minus(YOUNG))
                        .buffer(AT_ONCE)
                        .concatMap(some -> named(some)
                                .flatMapMany(known -> Flux.fromIterable(some).filter(id -> !known.contains(id))))
                        .concatMap(id -> files.remove(id).thenReturn(id))
                        .count());
    }

    private Mono<Set<UUID>> named(Collection<UUID> candidates) {
        return Flux.fromIterable(features)
                .concatMap(feature -> feature.named(candidates))
                .collect(HashSet::new, Set::addAll);
    }
}
