package pl.kartoteka.files;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

import reactor.core.publisher.Mono;

/** A feature that keeps files. As a bean it is asked before anything is swept away, so every feature that keeps files must be one. */
public interface NamesFiles {
    /** Which of these files it still needs. */
    Mono<Set<UUID>> named(Collection<UUID> files);
}
