package pl.kartoteka.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The built modules, unpacked for a fast start. Each build of a module has a directory of its own, so that a new build never
 * changes the files under a running process. Beside it lies, once recorded, the cache of what the process loads (JEP 483).
 */
final class Programs {
    static final String RECORD = "-XX:AOTCacheOutput=";
    private static final Pattern RECORDING = Pattern.compile("loaded-(\\d{1,18})\\.aot.*");
    private static final String UNFINISHED = "unfinished-";

    private final Path root;
    private final Path directory;
    private final boolean record;
    private final Map<String, Path> inUse = new ConcurrentHashMap<>();

    Programs(Path root, boolean record) {
        this.root = root;
        this.directory = root.resolve(".local").resolve("programs");
        this.record = record;
    }

    /** The command that starts a part, after its module is unpacked. */
    List<String> command(Part part) {
        var home = unpacked(part);
        var jar = program(home);
        var command = new ArrayList<>(List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms32m",
                "-Xmx" + part.heap() + "m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Duser.timezone=UTC",
                "-Dio.netty.allocator.numDirectArenas=2",
                "-Dio.netty.allocator.numHeapArenas=2"));
        // For load tests: what is frugal above is not what a server would get.
        Stream.ofNullable(System.getenv("KARTOTEKA_LOCAL_JVM")).flatMap(more -> Stream.of(more.split(" ")))
                .forEach(command::add);
        if (Files.exists(cache(home))) {
            command.add("-XX:AOTCache=" + cache(home));
        } else if (record) {
            forgetRecordingsOfTheDead(home);
            command.add(RECORD + unfinishedCache(home));
        }
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** Ends the recording of a running part and keeps what it gave; one that fails is left out, nothing more. */
    void keepRecording(Part part, long pid) throws IOException, InterruptedException {
        var home = unpacked(part);
        Recording.end(pid, unfinishedCache(home), cache(home));
    }

    /** Forgets the recordings this process has begun and not ended. */
    void forgetUnfinished(Part part) {
        try {
            Recording.forget(unfinishedCache(unpacked(part)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete an unfinished recording of " + part.name(), e);
        }
    }

    private Path builtJar(Part part) {
        var target = root.resolve(part.module()).resolve("target");
        try (var files = Files.isDirectory(target) ? Files.list(target) : Stream.<Path>empty()) {
            return files
                    .filter(file -> file.getFileName().toString().matches(part.name() + "-[0-9][^/]*\\.jar")
                            && !file.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .max(Comparator.comparing(Path::getFileName))
                    .orElseThrow(() -> new SuiteFailed(part.name() + " is not built: run mvn -q -DskipTests package"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + target, e);
        }
    }

    /** Where the build of the module that this run uses lies unpacked; unpacks it where needed. */
    Path unpacked(Part part) {
        return inUse.computeIfAbsent(part.name(), _ -> unpackedLatest(part));
    }

    private Path unpackedLatest(Part part) {
        var jar = builtJar(part);
        var builds = directory.resolve(part.name());
        try {
            var build = "%x-%x".formatted(Files.getLastModifiedTime(jar).toMillis(), Files.size(jar));
            var home = builds.resolve(build);
            if (!Files.exists(home)) {
                Files.createDirectories(builds);
                unpack(jar, home);
                forgetOldBuilds(builds, home);
            }
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + jar, e);
        }
    }

    private static void unpack(Path jar, Path home) throws IOException {
        var unfinished = Files.createTempDirectory(home.getParent(), UNFINISHED);
        ExecutableJar.unpack(jar, program(unfinished));
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException _) {
            // another launcher was faster
            DataDirectory.delete(unfinished);
        }
    }

    /** The build before may still be running: its jars stay, its cache (already in memory) goes, older builds go. */
    private static void forgetOldBuilds(Path builds, Path latest) throws IOException {
        try (var homes = Files.list(builds)) {
            var older = homes
                    .filter(home -> !home.equals(latest) && !home.getFileName().toString().startsWith(UNFINISHED))
                    .sorted(Comparator.comparing(Programs::unpackedAt).reversed())
                    .toList();
            older.stream().map(Programs::cache).forEach(DataDirectory::delete);
            older.stream().skip(1).forEach(DataDirectory::delete);
        }
    }

    private static void forgetRecordingsOfTheDead(Path home) {
        try (var files = Files.list(home)) {
            for (var file : files.toList()) {
                var recorder = RECORDING.matcher(file.getFileName().toString());
                if (recorder.matches() && ProcessHandle.of(Long.parseLong(recorder.group(1))).isEmpty()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tidy up " + home, e);
        }
    }

    private static FileTime unpackedAt(Path home) {
        try {
            return Files.getLastModifiedTime(home);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + home, e);
        }
    }

    private static Path program(Path home) {
        return home.resolve("program.jar");
    }

    private static Path cache(Path home) {
        return home.resolve("loaded.aot");
    }

    private static Path unfinishedCache(Path home) {
        return home.resolve("loaded-" + ProcessHandle.current().pid() + ".aot");
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
