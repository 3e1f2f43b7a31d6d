package pl.kartoteka.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Files in a directory that all instances of the service share: there whole, under their id, or not at all, also after a power cut. */
final class DirectoryStore implements FileStore {
    private static final int PIECE = 64 * 1024;
    private static final int LETTERS_OF_FOLDER = 2;

    private final Path directory;
    private final Spool spool;

    DirectoryStore(Path directory) {
        this.directory = directory;
        this.spool = new Spool(directory.resolve("incoming"));
    }

    @Override
    public Mono<KeptFile> keep(UUID id, Flux<DataBuffer> content, Accepted accepted) {
        return spool.take(content, accepted, spooled -> Mono.fromCallable(() -> {
            Path folder = Files.createDirectories(folder(id));
            Files.move(spooled.path(), folder.resolve(id.toString()), StandardCopyOption.ATOMIC_MOVE);
            force(folder);
            force(directory);
            return new KeptFile(id, spooled.size(), spooled.sha256(), spooled.type());
        }));
    }

    @Override
    public Flux<DataBuffer> read(UUID id) {
        return DataBufferUtils.read(path(id), DefaultDataBufferFactory.sharedInstance, PIECE);
    }

    @Override
    public <T> Flux<T> laidOut(UUID id, Function<Path, Flux<T>> use) {
        return Flux.defer(() -> use.apply(path(id))).subscribeOn(Schedulers.boundedElastic());
    }

    @Override
    public Mono<Void> remove(UUID id) {
        return Mono.fromCallable(() -> Files.deleteIfExists(path(id)))
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    @Override
    public Flux<UUID> keptBefore(Instant time) {
        return Flux.using(() -> Files.walk(directory, 2), Flux::fromStream, Stream::close)
                .subscribeOn(Schedulers.boundedElastic())
                .filter(file -> isId(file.getFileName().toString()))
                .filter(file -> isOlder(file, time))
                .map(file -> UUID.fromString(file.getFileName().toString()));
    }

    private Path path(UUID id) {
        return folder(id).resolve(id.toString());
    }

    /** By the last letters, which are random, so that no folder grows too long. */
    private Path folder(UUID id) {
        String name = id.toString();
        return directory.resolve(name.substring(name.length() - LETTERS_OF_FOLDER));
    }

    private static boolean isId(String name) {
        return name.length() == 36 && name.matches("[0-9a-f-]+");
    }

    private static boolean isOlder(Path file, Instant time) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (IOException _) {
            // Somebody has just removed it.
            return false;
        }
    }

    /** A file that was moved is there after a power cut only when its folder was written out, too. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
