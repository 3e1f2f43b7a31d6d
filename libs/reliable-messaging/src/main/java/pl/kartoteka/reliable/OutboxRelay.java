package pl.kartoteka.reliable;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Brings the outbox to Kafka: reads a batch in order, sends it, waits for the acknowledgements, deletes what was
 * acknowledged, and begins again. One instance works at a time, the one whose session holds the lock; the others stand
 * by. What stops between acknowledgement and deletion is sent twice, and consumers ignore it the second time.
 */
class OutboxRelay implements SmartLifecycle {
    /** Before web server and listeners on the way up and after them on the way down, so that the last events go out. */
    static final int PHASE = Integer.MAX_VALUE - 4096;

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    /** How long a stop goes unnoticed at most. */
    private static final Duration GLANCE = Duration.ofMillis(200);
    /** Longer than a relay sends without asking whether it still has its session. */
    private static final Duration TAKE_OVER = KafkaOutlet.HEARTBEAT.multipliedBy(2);
    /**
     * While events come in, how long they gather between two rounds; what comes after a pause is sent at once. Longer than the window
     * in which a second commit wakes nobody, so that the next round finds it.
     */
    private static final Duration GATHERING = OutboxWakeUp.WINDOW.multipliedBy(8);
    private static final Duration BETWEEN_MEASUREMENTS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

    private final OutboxSessions sessions;
    private final Supplier<KafkaOutlet> outlets;
    private final OutboxMetrics metrics;
    private final Clock clock;
    private final ReliableMessagingProperties properties;
    private final HeldBack heldBack;
    private final Every measuring = new Every(BETWEEN_MEASUREMENTS);
    private final Every cleaning = new Every(BETWEEN_CLEANINGS);

    private volatile boolean running;
    private volatile boolean working;
    private volatile long stopDeadline;
    private @Nullable Thread thread;

    OutboxRelay(
            OutboxSessions sessions,
            Supplier<KafkaOutlet> outlets,
            OutboxMetrics metrics,
            Clock clock,
            ReliableMessagingProperties properties) {
        this.sessions = sessions;
        this.outlets = outlets;
        this.metrics = metrics;
        this.clock = clock;
        this.properties = properties;
        this.heldBack = new HeldBack(properties.relay().retry());
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            thread = Thread.ofVirtual().name("outbox-relay").start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        stopDeadline = System.nanoTime() + properties.relay().stopPatience().toNanos();
        running = false;
        try {
            if (thread != null && !thread.join(properties.relay().stopPatience().plusSeconds(5))) {
                log.warn("Outbox relay does not stop in time; its connection ends with the process");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Whether this instance is the one that relays. */
    boolean isWorking() {
        return working;
    }

    private void run() {
        while (running) {
            try (OutboxSession session = sessions.open()) {
                if (awaitLock(session)) {
                    log.info("Outbox relay works in this instance");
                    working = true;
                    relay(session);
                }
            } catch (SQLException e) {
                log.warn("Outbox relay lost its database session and tries again: {}", e.getMessage());
                pause();
            } catch (RuntimeException | Error e) {
                // Errors too: out of memory for one batch, and nothing would ever be sent again.
                log.error("Outbox relay failed and starts anew", e);
                pause();
            } catch (InterruptedException _) {
                running = false;
            } finally {
                working = false;
            }
        }
    }

    private boolean awaitLock(OutboxSession session) throws SQLException {
        boolean stoodBy = false;
        while (running) {
            if (session.tryLock()) {
                // The one before may have lost its session and not know it yet.
                if (stoodBy) {
                    standStill(session, TAKE_OVER);
                }
                return running;
            }
            stoodBy = true;
            measure(session);
            // Wake-ups are for the instance that works; here they only pass the time.
            session.awaitWakeUp(GLANCE);
        }
        return false;
    }

    private void relay(OutboxSession session) throws SQLException, InterruptedException {
        KafkaOutlet outlet = outlets.get();
        try {
            boolean woken = false;
            while (running) {
                if (outlet.isClosed()) {
                    outlet = outlets.get();
                }
                boolean more = relayRound(session, outlet);
                measure(session);
                if (!more) {
                    woken = woken ? standStill(session, GATHERING) : awaitWakeUp(session, properties.relay().poll());
                }
            }
            sendTheLast(session, outlet);
        } finally {
            outlet.close();
        }
    }

    /** What listeners and the web server have committed on their way down, as far as the patience of the stop goes. */
    private void sendTheLast(OutboxSession session, KafkaOutlet outlet) throws SQLException, InterruptedException {
        boolean more = !outlet.isClosed();
        while (more && System.nanoTime() - stopDeadline < 0) {
            more = relayRound(session, outlet);
        }
    }

    /** Says whether more waits. */
    private boolean relayRound(OutboxSession session, KafkaOutlet outlet) throws SQLException, InterruptedException {
        long now = System.nanoTime();
        OutboxSession.Round round = session.read(
                properties.relay().batchSize(),
                properties.relay().batchBytes().toBytes(),
                heldBack.topics(now),
                heldBack.lanes(now));
        if (!round.rows().isEmpty()) {
            KafkaOutlet.Outcome outcome = outlet.send(round.rows(), () -> goOnWaiting(session));
            acknowledged(session, outcome.acknowledged());
            outcome.refused().forEach(this::refused);
            outcome.unreachable().forEach(this::unreachable);
        }
        return round.more();
    }

    private void acknowledged(OutboxSession session, List<OutboxRow> rows) throws SQLException {
        if (!rows.isEmpty()) {
            session.delete(rows.stream().map(OutboxRow::id).toList());
            rows.forEach(metrics::relayed);
            rows.forEach(heldBack::taken);
        }
    }

    private void refused(OutboxRow row, Exception reason) {
        log.error("Kafka refuses event {} of {}; its key waits, the others go on", row.eventId(), row.topic(), reason);
        metrics.refused(row.topic());
        heldBack.hold(row.lane(), System.nanoTime());
    }

    private void unreachable(String topic, Exception reason) {
        log.warn("Kafka does not take {} for the time being: {}", topic, reason.getMessage());
        heldBack.hold(topic, System.nanoTime());
    }

    /** A relay without its session must not send: another one may have taken over. */
    private void goOnWaiting(OutboxSession session) throws SQLException {
        session.verify();
        measure(session);
        if (!running && System.nanoTime() - stopDeadline > 0) {
            throw new IllegalStateException("stopped while Kafka did not answer; what it has not acknowledged stays");
        }
    }

    private boolean awaitWakeUp(OutboxSession session, Duration patience) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (running && left > 0) {
            if (session.awaitWakeUp(shorter(Duration.ofNanos(left), GLANCE))) {
                return true;
            }
            left = end - System.nanoTime();
        }
        return false;
    }

    /** However many wake-ups come; says whether any did. */
    private boolean standStill(OutboxSession session, Duration patience) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        boolean woken = false;
        while (running && left > 0) {
            woken |= session.awaitWakeUp(shorter(Duration.ofNanos(left), GLANCE));
            left = end - System.nanoTime();
        }
        return woken;
    }

    private void measure(OutboxSession session) throws SQLException {
        if (measuring.isDue()) {
            metrics.measured(session.measure());
        }
        if (working && cleaning.isDue()) {
            session.forgetInboxBefore(clock.instant().minus(properties.inboxRetention()));
        }
    }

    private void pause() {
        long end = System.nanoTime() + properties.relay().retry().toNanos();
        try {
            while (running && end - System.nanoTime() > 0) {
                Thread.sleep(shorter(GLANCE, properties.relay().retry()));
            }
        } catch (InterruptedException _) {
            running = false;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        Duration shorter = one.compareTo(other) < 0 ? one : other;
        // The driver counts in milliseconds and takes zero for "without end".
        return shorter.toMillis() > 0 ? shorter : Duration.ofMillis(1);
    }

    /** True the first time and then once per interval. */
    private static final class Every {
        private final Duration interval;
        private @Nullable Long next;

        Every(Duration interval) {
            this.interval = interval;
        }

        boolean isDue() {
            long now = System.nanoTime();
            if (next != null && now - next < 0) {
                return false;
            }
            next = now + interval.toNanos();
            return true;
        }
    }
}
