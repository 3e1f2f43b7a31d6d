package pl.kartoteka.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Starts the sandbox and keeps it until the process is asked to stop. */
public final class SandboxApplication {

    private static final Duration SLOWNESS = Duration.ofSeconds(15);

    private SandboxApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        var environment = System.getenv();
        var address = environment.getOrDefault("SANDBOX_ADDRESS", "localhost");
        try {
            var sandbox = new Sandbox(address, port(environment, "SANDBOX_HTTP_PORT", "8025"),
                    port(environment, "SANDBOX_SMTP_PORT", "2525"), InstantSource.system(), SLOWNESS);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(sandbox)));
            System.out.printf("Sandbox ready: http://%s:%d, SMTP %d%n", address, sandbox.httpPort(),
                    sandbox.smtpPort());
        } catch (BindException e) {
            exit("Sandbox: a port is in use (" + e.getMessage() + "); set SANDBOX_HTTP_PORT or SANDBOX_SMTP_PORT");
        } catch (IOException | IllegalArgumentException e) {
            exit("Sandbox: " + e.getMessage());
        }
        new CountDownLatch(1).await();
    }

    private static int port(Map<String, String> environment, String name, String fallback) {
        var value = environment.getOrDefault(name, fallback);
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: 0 to 65535)");
        }
        return Integer.parseInt(value);
    }

    private static void exit(String message) {
        System.err.println(message);
        System.exit(1);
    }

    private static void close(Sandbox sandbox) {
        try {
            sandbox.close();
        } catch (IOException e) {
            System.err.println("Sandbox: " + e.getMessage());
        }
    }
}
