package pl.kartoteka.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one run keeps on disk. Its lock tells whether a launcher is at work here; the system releases it with the process. */
final class DataDirectory {
    private static final long LEAST_FREE = 512L * 1024 * 1024;
    private static final List<String> DATA = List.of(
            "postgres", "kafka", "issuer", "logs", "secrets.properties", "demo-data-loaded");

    private final Path path;

    DataDirectory(Path path) {
        this.path = path;
    }

    Path postgres() {
        return path.resolve("postgres");
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path secrets() {
        return path.resolve("secrets.properties");
    }

    Path processes() {
        return path.resolve("processes");
    }

    Path demoDataLoaded() {
        return path.resolve("demo-data-loaded");
    }

    /** Makes it, for its owner alone, where there is room enough. */
    void create() {
        try {
            if (!Files.exists(path)) {
                Files.createDirectories(path.getParent());
                Files.createDirectory(path,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.createDirectories(logs());
            var free = Files.getFileStore(path).getUsableSpace();
            if (free < LEAST_FREE) {
                throw new SuiteFailed("only %d MiB of disk are free for %s (needed: %d MiB)"
                        .formatted(free >> 20, path, LEAST_FREE >> 20));
            }
        } catch (IOException e) {
            throw new SuiteFailed("cannot write to " + path + ": " + e.getMessage(), e);
        }
    }

    /** Holds the directory for this process; empty when another launcher holds it. */
    Optional<FileLock> lock() {
        try {
            var channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return Optional.ofNullable(lock);
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + path, e);
        }
    }

    static void release(FileLock lock) {
        try (var _ = lock.acquiredBy()) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release the data directory", e);
        }
    }

    /** Deletes what a run keeps, and nothing else that may lie here. */
    void empty() {
        DATA.stream().map(path::resolve).forEach(DataDirectory::delete);
    }

    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (var paths = Files.walk(path)) {
            for (var each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new SuiteFailed("cannot delete " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
