package pl.kartoteka.test;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The services that tests have started. At the end of the JVM all its shutdown hooks run at once: servers that went before
 * the services would leave these waiting for them, in clients that take half a minute to give up.
 */
final class StartedContexts {
    /** Surefire ends a JVM by force that takes thirty seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Set<ConfigurableApplicationContext> CONTEXTS = ConcurrentHashMap.newKeySet();

    private StartedContexts() {}

    static void add(ConfigurableApplicationContext context) {
        CONTEXTS.add(context);
    }

    /** Spring's own shutdown hook closes them; this waits until it has. */
    static void awaitEnd() {
        awaitEnd(CONTEXTS);
    }

    static void awaitEnd(Collection<ConfigurableApplicationContext> contexts) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (contexts.stream().anyMatch(ConfigurableApplicationContext::isActive) && System.nanoTime() < end) {
                Thread.sleep(GLANCE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
