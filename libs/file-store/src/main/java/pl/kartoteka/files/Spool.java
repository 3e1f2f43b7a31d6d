package pl.kartoteka.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import java.util.stream.Stream;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import pl.kartoteka.problem.RequestBody;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where a file comes in: written as it comes, measured and hashed on the way, looked at when it is whole, and gone when its use is over. */
final class Spool {
    private static final int AHEAD = 32;
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Path directory;

    Spool(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            removeForgotten();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came, whole and on the disk. */
    record Spooled(Path path, long size, String sha256, FileType type) {}

    <T> Mono<T> take(Flux<DataBuffer> content, Accepted accepted, Function<Spooled, Mono<T>> use) {
        return Mono.usingWhen(
                Mono.fromCallable(() -> new Incoming(directory)).subscribeOn(Schedulers.boundedElastic()),
                incoming -> RequestBody.limited(content, accepted.largest().toBytes())
                        .publishOn(Schedulers.boundedElastic(), AHEAD)
                        .map(incoming::write)
                        .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                        .then(Mono.fromCallable(() -> incoming.finish(accepted)))
                        .onErrorMap(DataBufferLimitException.class, _ -> new FileTooLarge(accepted.largest()))
                        .flatMap(use),
                incoming -> Mono.fromRunnable(incoming::close).subscribeOn(Schedulers.boundedElastic()));
    }

    /** The other way round: what is kept elsewhere, for as long as it is used here. */
    <T> Flux<T> layOut(Flux<DataBuffer> content, Function<Path, Flux<T>> use) {
        return Flux.usingWhen(
                Mono.fromCallable(() -> Files.createTempFile(directory, "laid-out-", ".part"))
                        .subscribeOn(Schedulers.boundedElastic()),
                path -> DataBufferUtils.write(content, path).thenMany(Flux.defer(() -> use.apply(path))),
                path -> Mono.fromCallable(() -> Files.deleteIfExists(path)).subscribeOn(Schedulers.boundedElastic()));
    }

    /** A crash leaves files behind that nobody finishes. */
    private void removeForgotten() throws IOException {
        Instant then = Instant.now().minus(FORGOTTEN);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(then)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static final class Incoming {
        private final Path path;
        private final FileChannel channel;
        private final MessageDigest digest;
        private long size;

        Incoming(Path directory) throws IOException, NoSuchAlgorithmException {
            path = Files.createTempFile(directory, "incoming-", ".part");
            channel = FileChannel.open(path, StandardOpenOption.WRITE);
            digest = MessageDigest.getInstance("SHA-256");
        }

        /** How much there is by now; the buffer is used up. */
        long write(DataBuffer buffer) {
            try (var pieces = buffer.readableByteBuffers()) {
                while (pieces.hasNext()) {
                    var piece = pieces.next();
                    digest.update(piece.duplicate());
                    while (piece.hasRemaining()) {
                        size += channel.write(piece);
                    }
                }
                return size;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }

        Spooled finish(Accepted accepted) throws IOException {
            channel.force(true);
            channel.close();
            FileType type = FileType.of(path)
                    .filter(accepted.types()::contains)
                    .orElseThrow(() -> new FileTypeRefused(accepted.types()));
            return new Spooled(path, size, HexFormat.of().formatHex(digest.digest()), type);
        }

        void close() {
            try {
                channel.close();
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
