package pl.kartoteka.launcher;

import java.io.File;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A running process of the suite. */
final class Child {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(8);

    private final Part part;
    private final Process process;
    private final Path log;
    private final AtomicBoolean expectedToEnd = new AtomicBoolean();
    private final AtomicBoolean wasReady = new AtomicBoolean();
    private final AtomicBoolean recording = new AtomicBoolean();

    private Child(Part part, Process process, Path log) {
        this.part = part;
        this.process = process;
        this.log = log;
    }

    /** Starts it with its own environment and nothing of ours but where programs and the home directory are. */
    static Child start(Part part, List<String> command, Path workingDirectory, Path log, Consumer<Child> whenItDies) {
        var builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        var ours = Map.copyOf(builder.environment());
        builder.environment().clear();
        for (var name : List.of("PATH", "HOME")) {
            if (ours.containsKey(name)) {
                builder.environment().put(name, ours.get(name));
            }
        }
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(part.environment());
        try {
            var child = new Child(part, builder.start(), log);
            child.recording.set(command.stream().anyMatch(option -> option.startsWith(Programs.RECORD)));
            child.process.onExit().thenRun(() -> {
                if (!child.expectedToEnd.get()) {
                    whenItDies.accept(child);
                }
            });
            return child;
        } catch (IOException e) {
            throw new SuiteFailed("cannot start " + part.name() + ": " + e.getMessage(), e);
        }
    }

    Part part() {
        return part;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean isRecording() {
        return recording.get();
    }

    void recorded() {
        recording.set(false);
    }

    /** Waits until it answers that it is ready, unless the whole start is given up meanwhile. */
    void awaitReady(HttpClient http, Instant deadline, BooleanSupplier givingUp) throws InterruptedException {
        var request = HttpRequest.newBuilder(part.readiness()).timeout(ANSWER).build();
        while (!answersReady(http, request)) {
            if (!process.isAlive()) {
                throw new SuiteFailed(obituary());
            }
            if (givingUp.getAsBoolean()) {
                throw new SuiteFailed("the start was given up");
            }
            if (Instant.now().isAfter(deadline)) {
                throw new SuiteFailed(part.name() + " is not ready in time; its log: " + log);
            }
            Thread.sleep(POLL);
        }
        wasReady.set(true);
    }

    boolean wasReady() {
        return wasReady.get();
    }

    /** Which died, how, and where its log is. */
    String obituary() {
        return "%s ended with code %d; its log: %s".formatted(part.name(), process.exitValue(), log);
    }

    /** Asks it to stop; {@link #awaitEnd} waits for it. */
    void stop() {
        expectedToEnd.set(true);
        process.destroy();
    }

    /**
     * Waits for its end. A process that is still recording would write its cache before it goes: nobody waits for that once
     * the service in it has had its time to stop.
     */
    void awaitEnd(Instant deadline) {
        var soon = Instant.now().plus(TIME_TO_STOP);
        ProcessRegister.awaitExit(process.toHandle(), isRecording() && soon.isBefore(deadline) ? soon : deadline);
    }

    private static boolean answersReady(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }
}
