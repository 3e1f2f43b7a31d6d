package pl.kartoteka.messaging.dispatch;

import java.util.ArrayList;
import java.util.List;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hand-overs that have begun. They come to their end when the service stops: what is cut in the middle may or may not have
 * been sent, and a person would have to find out.
 */
@Component
class InFlight implements SmartLifecycle {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean running = true;
    private int begun;

    /**
     * The hand-over with its outcome put on record, counted from its beginning to its end and not to be cancelled in between;
     * empty, and nothing has begun, while the service stops.
     */
    <T> Mono<T> through(Mono<T> handOver) {
        return Mono.defer(() -> begins()
                // The cache goes on when whoever waits for it is gone.
                ? handOver.doFinally(_ -> ends()).cache()
                : Mono.empty());
    }

    /** No hand-over begins any more; the callback comes when the last one has ended. */
    @Override
    public void stop(Runnable callback) {
        boolean now;
        synchronized (this) {
            running = false;
            now = begun == 0;
            if (!now) {
                waiting.add(callback);
            }
        }
        if (now) {
            callback.run();
        }
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    private synchronized boolean begins() {
        if (running) {
            begun++;
        }
        return running;
    }

    private void ends() {
        List<Runnable> ready;
        synchronized (this) {
            begun--;
            ready = begun == 0 ? List.copyOf(waiting) : List.of();
            if (begun == 0) {
                waiting.clear();
            }
        }
        ready.forEach(Runnable::run);
    }
}
