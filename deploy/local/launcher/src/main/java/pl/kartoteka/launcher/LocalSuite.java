package pl.kartoteka.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.embedded.EmbeddedKafka;
import pl.kartoteka.embedded.EmbeddedPostgresServer;

/** The whole suite on this machine: PostgreSQL, Kafka in this process, and every other part as a process of its own. */
public final class LocalSuite implements AutoCloseable {
    private static final Duration PATIENCE_TO_START = Duration.ofMinutes(6);
    private static final Duration PATIENCE_TO_STOP = Duration.ofSeconds(40);

    private final SuiteOptions options;
    private final Progress progress;
    private final DataDirectory data;
    private final Programs programs;
    private final ProcessRegister register;
    private final Parts parts;
    private final FileLock lock;
    private final Instant began = Instant.now();
    private final Map<String, Child> children = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicBoolean givingUp = new AtomicBoolean();

    private volatile @Nullable EmbeddedPostgresServer postgres;
    private volatile @Nullable EmbeddedKafka kafka;

    private LocalSuite(SuiteOptions options, Progress progress, DataDirectory data, FileLock lock) {
        this.options = options;
        this.progress = progress;
        this.data = data;
        this.lock = lock;
        this.programs = new Programs(options.root(), options.recordings());
        this.register = new ProcessRegister(data.processes());
        this.parts = new Parts(options.ports(), new Secrets(data.secrets()), options.data());
    }

    /** Takes the place: cleans up after a killed run and checks that nothing stands in the way. Starts nothing. */
    static LocalSuite prepare(SuiteOptions options, Progress progress) {
        var data = new DataDirectory(options.data());
        data.create();
        var lock = data.lock().orElseThrow(() -> new SuiteFailed("already running with the data in " + data));
        var left = CleanUp.after(data);
        if (!left.isEmpty()) {
            progress.say("Stopped what an earlier run left behind: " + String.join(", ", left));
        }
        if (options.fresh()) {
            data.empty();
            data.create();
        }
        PortCheck.requireFree(options.ports());
        return new LocalSuite(options, progress, data, lock);
    }

    /** Starts everything and returns when every part is ready; when one fails, stops all the others and says which. */
    public static LocalSuite start(SuiteOptions options, Progress progress) {
        var suite = prepare(options, progress);
        suite.start();
        return suite;
    }

    void start() {
        try {
            register.begin();
            together(parts.all().<Runnable>map(part -> () -> programs.unpacked(part)).toList());
            together(List.of(
                    () -> startAll(parts.independent()),
                    () -> {
                        together(List.of(this::startPostgres, this::startKafka));
                        startAll(parts.services());
                    }));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        if (options.recordings()) {
            threads.submit(this::keepRecordings);
        }
    }

    /** The ports of this run. */
    public Ports ports() {
        return options.ports();
    }

    /** Where the public API is. */
    public URI gateway() {
        return URI.create("http://localhost:" + ports().gateway());
    }

    /** Where tokens are given. */
    public URI issuer() {
        return URI.create("http://localhost:" + ports().issuer());
    }

    /** Where mail and SMS can be read and registers made to fail. */
    public URI sandbox() {
        return URI.create("http://localhost:" + ports().sandbox());
    }

    /** The address of Kafka. */
    public String kafka() {
        return "localhost:" + ports().kafka();
    }

    /** The directory of the logs, one file for each part. */
    public Path logs() {
        return data.logs();
    }

    /** Stops one part and leaves the others alone, to see how they get on without it. */
    public void stop(String part) {
        var child = child(part);
        child.stop();
        child.awaitEnd(Instant.now().plus(PATIENCE_TO_STOP));
    }

    /** Kills one part without a chance to tidy up. */
    public void kill(String part) {
        var child = child(part);
        child.stop();
        child.handle().destroyForcibly();
        child.awaitEnd(Instant.now().plus(PATIENCE_TO_STOP));
    }

    /** Starts a part that was stopped, and waits until it is ready. */
    public void restart(String part) {
        startAll(List.of(child(part).part()));
    }

    /** Stops everything: the gateway, the services, what they need, the broker, and the database last. */
    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        givingUp.set(true);
        threads.shutdown();
        awaitStarters();
        stopAll(List.of(Parts.GATEWAY));
        stopAll(parts.services().stream().map(Part::name).toList());
        stopAll(children.keySet());
        children.values().stream().filter(Child::isRecording).forEach(child -> programs.forgetUnfinished(child.part()));
        try {
            if (kafka instanceof EmbeddedKafka broker) {
                broker.close();
            }
        } finally {
            if (postgres instanceof EmbeddedPostgresServer server) {
                server.close();
            }
            CleanUp.after(data);
            http.shutdownNow();
            DataDirectory.release(lock);
        }
    }

    boolean isOpen() {
        return open.get();
    }

    /** Whoever is still starting something has to let go first, or it would be started after everything was stopped. */
    private void awaitStarters() {
        try {
            threads.awaitTermination(PATIENCE_TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void startPostgres() {
        var server = EmbeddedPostgresServer.kept(data.postgres(), ports().postgres(), parts.superuserPassword());
        postgres = server;
        parts.databases().forEach(database -> database.createOn(server.address()));
        ready("PostgreSQL", ports().postgres());
    }

    private void startKafka() {
        kafka = EmbeddedKafka.kept(data.kafka(), ports().kafka());
        ready("Kafka", ports().kafka());
    }

    private void startAll(Collection<Part> some) {
        var deadline = Instant.now().plus(PATIENCE_TO_START);
        together(some.stream().<Runnable>map(part -> () -> start(part, deadline)).toList());
    }

    private void start(Part part, Instant deadline) {
        var child = Child.start(
                part, programs.command(part), data.logs(), data.log(part.name()), this::report);
        children.put(part.name(), child);
        register.add(part.name(), child.handle());
        try {
            child.awaitReady(http, deadline, givingUp::get);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SuiteFailed("interrupted while " + part.name() + " was starting", e);
        }
        ready(part.name(), part.port());
    }

    private void ready(String name, int port) {
        var seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        progress.say("  %-20s %5d   ready after %4.1f s".formatted(name, port, seconds));
    }

    private void report(Child child) {
        if (open.get() && child.wasReady()) {
            progress.say("! " + child.obituary() + " (the other parts run on)");
        }
    }

    /**
     * Runs all at once and returns when all have ended. The first failure is thrown; it also lets the others give up waiting,
     * but interrupts none: a broker or a database broken off in its start would be worse than one that is stopped after it.
     */
    private void together(List<Runnable> work) {
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        var running = work.stream().map(each -> CompletableFuture.runAsync(() -> {
            try {
                each.run();
            } catch (RuntimeException e) {
                failures.add(e);
                givingUp.set(true);
            }
        }, threads)).toList();
        running.forEach(CompletableFuture::join);
        if (failures.peek() instanceof SuiteFailed failure) {
            throw failure;
        }
        if (failures.peek() instanceof RuntimeException failure) {
            throw new SuiteFailed(failure.getMessage() + because(failure), failure);
        }
    }

    private static String because(Throwable failure) {
        return failure.getCause() == null ? "" : " (" + failure.getCause().getMessage() + ")";
    }

    private void keepRecordings() {
        for (var child : children.values()) {
            try {
                if (open.get() && child.isAlive() && child.isRecording()) {
                    programs.keepRecording(child.part(), child.handle().pid());
                    child.recorded();
                }
            } catch (InterruptedException _) {
                return;
            } catch (IOException e) {
                progress.say("! " + child.part().name() + " will start slower next time: " + e.getMessage());
            }
        }
    }

    private void stopAll(Collection<String> names) {
        var some = names.stream().map(children::get).filter(Objects::nonNull).toList();
        some.forEach(Child::stop);
        var deadline = Instant.now().plus(PATIENCE_TO_STOP);
        some.forEach(child -> child.awaitEnd(deadline));
    }

    private Child child(String part) {
        var child = children.get(part);
        if (child == null) {
            throw new IllegalArgumentException("part: " + part + " (expected: one of " + children.keySet() + ")");
        }
        return child;
    }
}
