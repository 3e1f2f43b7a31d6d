package pl.kartoteka.files;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The files of one service. A file never changes; its id is given once. */
public interface FileStore {

    /**
     * Keeps what comes, once all of it has come and is what is accepted. Fails with {@link FileTooLarge} or {@link FileTypeRefused}; then nothing is
     * kept.
     */
    Mono<KeptFile> keep(UUID id, Flux<DataBuffer> content, Accepted accepted);

    /** The content as it was kept, piece by piece; an error when there is none. */
    Flux<DataBuffer> read(UUID id);

    /**
     * The file on the disk of this instance for as long as it is used, so that it can be gone through again and again. It is not
     * the caller's to change or remove; what a crash leaves of it the service removes when it starts, a day later at the earliest.
     */
    <T> Flux<T> laidOut(UUID id, Function<Path, Flux<T>> use);

    /** Does nothing when there is none. */
    Mono<Void> remove(UUID id);

    /** The files kept before then. */
    Flux<UUID> keptBefore(Instant time);
}
