package pl.kartoteka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/** What {@code deploy/local/up} and {@code deploy/local/down} run: {@code <root> up|down [arguments]}. */
public final class Launcher {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private Launcher() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length < 2) {
            fail("expected: <root of the project> up|down [arguments]");
        }
        var root = Path.of(arguments[0]);
        var rest = Arrays.copyOfRange(arguments, 2, arguments.length);
        try {
            var options = SuiteOptions.parse(root, rest);
            switch (arguments[1]) {
                case "up" -> up(options);
                case "down" -> down(options);
                default -> fail("unknown command " + arguments[1]);
            }
        } catch (SuiteFailed e) {
            fail(e.getMessage());
        } catch (RuntimeException e) {
            e.printStackTrace();
            fail("an error of the launcher itself: " + e);
        }
    }

    private static void up(SuiteOptions options) throws InterruptedException {
        var began = Instant.now();
        var data = new DataDirectory(options.data());
        data.create();
        System.setProperty("org.slf4j.simpleLogger.logFile", data.log("kafka").toString());
        System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
        System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd HH:mm:ss.SSS");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        var running = new ProcessRegister(data.processes()).launcher();
        if (running.isPresent()) {
            if (options.fresh()) {
                throw new SuiteFailed("already running (process %d); stop it first: deploy/local/down"
                        .formatted(running.get().pid()));
            }
            say("Kartoteka is already running (process %d) with the data in %s; stop it with deploy/local/down."
                    .formatted(running.get().pid(), data));
            return;
        }
        var suite = LocalSuite.prepare(options, Launcher::say);
        var stopped = new CountDownLatch(1);
        var asked = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (suite.isOpen()) {
                asked.set(true);
                say("Stopping ...");
                suite.close();
                say("Stopped.");
            }
            stopped.countDown();
        }, "stop-the-suite"));
        say("Kartoteka is starting; data and logs are in " + data + ".");
        try {
            suite.start();
        } catch (SuiteFailed e) {
            if (!asked.get()) {
                throw e;
            }
            stopped.await();
            return;
        }
        loadDemoData(options, data, suite);
        say(Welcome.text(options, suite, Duration.between(began, Instant.now())));
        stopped.await();
    }

    private static void loadDemoData(SuiteOptions options, DataDirectory data, LocalSuite suite)
            throws InterruptedException {
        var loader = options.root().resolve("deploy/local/demo-data");
        if (!options.demoData() || Files.exists(data.demoDataLoaded()) || !Files.isExecutable(loader)) {
            return;
        }
        try {
            var process = new ProcessBuilder(loader.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(data.log("demo-data").toFile());
            process.environment().put("KARTOTEKA_GATEWAY", suite.gateway().toString());
            process.environment().put("KARTOTEKA_ISSUER", suite.issuer().toString());
            process.environment().put("KARTOTEKA_SANDBOX", suite.sandbox().toString());
            if (process.start().waitFor() == 0) {
                Files.createFile(data.demoDataLoaded());
                say("  demo data                    loaded");
            } else {
                say("! the demo data could not be loaded; see " + data.log("demo-data"));
            }
        } catch (IOException e) {
            say("! the demo data could not be loaded: " + e.getMessage());
        }
    }

    private static void down(SuiteOptions options) {
        var data = new DataDirectory(options.data());
        if (!Files.exists(data.processes()) && !Files.exists(data.postgres())) {
            say("Kartoteka is not running.");
            return;
        }
        var launcher = new ProcessRegister(data.processes()).launcher();
        launcher.ifPresent(process -> {
            say("Stopping (process " + process.pid() + ") ...");
            process.destroy();
            ProcessRegister.awaitExit(process, Instant.now().plus(PATIENCE));
        });
        var left = CleanUp.after(data);
        say(launcher.isPresent() || !left.isEmpty() ? "Stopped." : "Kartoteka is not running.");
    }

    private static synchronized void say(String line) {
        System.out.println(line);
    }

    private static void fail(@Nullable String message) {
        System.err.println("deploy/local: " + message);
        System.exit(1);
    }
}
