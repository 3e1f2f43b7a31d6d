package pl.kartoteka.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Which processes a run consists of, written down so that a later {@code up} or {@code down} can find what a killed launcher
 * left behind. A process is known by its id and its start, since ids are used again.
 */
final class ProcessRegister {
    static final String LAUNCHER = "launcher";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path file;

    /**
     * One line of the register.
     *
     * @param name    of the part
     * @param pid     process id
     * @param started when the process started, milliseconds since 1970; 0 where the system does not tell
     */
    record Entry(String name, long pid, long started) {
        static Entry of(String name, ProcessHandle process) {
            return new Entry(name, process.pid(), started(process));
        }

        static Optional<Entry> parse(String line) {
            var fields = line.split(" ");
            return fields.length == 3 && fields[1].matches("\\d{1,18}") && fields[2].matches("\\d{1,18}")
                    ? Optional.of(new Entry(fields[0], Long.parseLong(fields[1]), Long.parseLong(fields[2])))
                    : Optional.empty();
        }

        /** The process if it still lives and is the one that was written down. */
        Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(alive -> started(alive) == started);
        }

        String line() {
            return name + " " + pid + " " + started + "\n";
        }

        private static long started(ProcessHandle process) {
            return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }
    }

    ProcessRegister(Path file) {
        this.file = file;
    }

    synchronized void begin() {
        write(Entry.of(LAUNCHER, ProcessHandle.current()), StandardOpenOption.TRUNCATE_EXISTING);
    }

    synchronized void add(String name, ProcessHandle process) {
        write(Entry.of(name, process), StandardOpenOption.APPEND);
    }

    synchronized void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    Optional<ProcessHandle> launcher() {
        return entries().stream().filter(entry -> entry.name().equals(LAUNCHER)).findFirst().flatMap(Entry::process);
    }

    /** Stops every process of an earlier run that still lives, the launcher first, and tells their names. */
    List<String> stopLeftBehind() {
        var left = entries().stream()
                .filter(entry -> entry.pid() != ProcessHandle.current().pid() && entry.process().isPresent())
                .toList();
        left.forEach(entry -> entry.process().ifPresent(ProcessHandle::destroy));
        var deadline = Instant.now().plus(PATIENCE);
        left.forEach(entry -> entry.process().ifPresent(process -> awaitExit(process, deadline)));
        return left.stream().map(Entry::name).toList();
    }

    /** Waits for the end of a process that was asked to stop, and kills it when it takes too long. */
    static void awaitExit(ProcessHandle process, Instant deadline) {
        try {
            process.onExit().get(Math.max(0, Duration.between(Instant.now(), deadline).toMillis()),
                    TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException _) {
            kill(process);
        } catch (InterruptedException _) {
            kill(process);
            Thread.currentThread().interrupt();
        }
    }

    private static void kill(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private List<Entry> entries() {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().flatMap(line -> Entry.parse(line).stream()).toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private void write(Entry entry, StandardOpenOption how) {
        try {
            Files.writeString(file, entry.line(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
