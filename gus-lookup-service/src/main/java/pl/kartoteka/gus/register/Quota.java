package pl.kartoteka.gus.register;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.gus.register.QuotaBook.SpentException;
import pl.kartoteka.gus.register.QuotaLedger.QuotaName;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Holds the published limits of a register over the requests of all instances. A question reserves all its requests at
 * once: either they may all leave soon, or none is made. Whoever asks while the ledger is being written joins the next
 * write, so that a crowd of questions takes one connection and not a crowd of them.
 */
public final class Quota {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final QuotaName name;
    private final List<Limit> limits;
    private final Protection protection;
    private final QuotaLedger ledger;
    private final Clock clock;
    private final ConcurrentLinkedQueue<Instant> returned = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Page> open = new AtomicReference<>(new Page(null));
    private final AtomicReference<QuotaBook> seen = new AtomicReference<>(QuotaBook.empty());

    public Quota(QuotaName name, List<Limit> limits, Protection protection, QuotaLedger ledger, Clock clock) {
        this.name = name;
        this.limits = List.copyOf(limits);
        this.protection = protection;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** {@link RegisterFailure} of LIMITED when not all of them may leave soon; nothing is reserved then. */
    Mono<Tickets> reserve(int requests, Priority priority) {
        var background = priority == Priority.BACKGROUND;
        var share = background ? protection.backgroundShare() : 1;
        var patience = background ? protection.backgroundWait() : protection.quotaWait();
        return write((book, now) -> {
            var paused = book.pausedUntil();
            if (paused != null && now.isBefore(paused)) {
                return new Refused(book, limited("the register asked to be left alone", Duration.between(now, paused)));
            }
            try {
                var moments = book.take(requests, limits, share, now, now.plus(patience));
                var last = moments.isEmpty() ? now : moments.getLast();
                return new Written<>(book, new Tickets(moments, Duration.between(clock.instant(), now),
                        Duration.between(now, last)));
            } catch (SpentException spent) {
                return new Refused(book, limited("quota '" + name.name() + "' is spent", spent.wait(now)));
            }
        });
    }

    /** What was reserved and not needed; written down with what comes next. */
    void giveBack(List<Instant> moments) {
        returned.addAll(moments);
    }

    /**
     * The register says itself that its limit is reached. Where it does not say for how long, each time in a row doubles
     * the pause.
     *
     * @param said by the register
     * @return for how long nobody asks it now
     */
    Mono<Duration> pause(@Nullable Duration said, Duration longest) {
        return write((book, now) -> {
            var last = book.pausedUntil();
            var again = last != null && now.isBefore(last.plus(protection.longestPause()));
            var times = again ? book.pauses() + 1 : 1;
            var pause = shorter(said == null ? doubled(times) : said, longest);
            var until = now.plus(pause);
            return new Written<>(book.paused(last != null && last.isAfter(until) ? last : until, times), pause);
        });
    }

    /** How long the register is still to be left alone, as far as this instance has heard; zero when it is not. */
    Duration pausedFor() {
        var until = seen.get().pausedUntil();
        var now = clock.instant();
        return until != null && now.isBefore(until) ? Duration.between(now, until) : Duration.ZERO;
    }

    /** The book as it is now, not as this instance saw it last. */
    Mono<List<Left>> left() {
        return write((book, now) -> new Written<>(book, limits.stream()
                .filter(limit -> limit.holdsAt(now.atZone(QuotaBook.WARSAW).toLocalTime()))
                .map(limit -> new Left(name.name(), limit.permits(), limit.per(), book.left(limit, now)))
                .toList()));
    }

    int lastSeenLeft(Limit limit) {
        return seen.get().left(limit, clock.instant());
    }

    List<Limit> limits() {
        return limits;
    }

    String name() {
        return name.name();
    }

    private Duration doubled(int times) {
        return shorter(protection.pause().multipliedBy(1L << Math.min(times - 1, 10)), protection.longestPause());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static RegisterFailure limited(String message, Duration wait) {
        return RegisterFailure.retryLater(RegisterFailure.Reason.LIMITED, message, wait);
    }

    @SuppressWarnings("unchecked")
    private <T> Mono<T> write(BiFunction<QuotaBook, Instant, Change> change) {
        return Mono.defer(() -> {
            while (true) {
                var page = open.get();
                var entry = page.add(change);
                if (entry >= 0) {
                    return page.written().flatMap(changes -> switch (changes.get(entry)) {
                        case Written<?>(var _, var value) -> Mono.just((T) value);
                        case Refused(var _, var failure) -> Mono.error(failure);
                    });
                }
                open.compareAndSet(page, new Page(page));
            }
        });
    }

    /** Changes that go into the book together. It takes entries until it is written, which is after the one before it. */
    private final class Page {
        private final List<BiFunction<QuotaBook, Instant, Change>> entries = new ArrayList<>();
        private final Mono<List<Change>> written;
        private @Nullable Page before;
        private boolean closed;

        Page(@Nullable Page before) {
            this.before = before;
            // Without the caller's context: no transaction of a caller is joined. Cached: no caller who leaves stops it.
            this.written = Mono.defer(this::afterTheOneBefore).contextWrite(_ -> Context.empty()).cache();
        }

        synchronized int add(BiFunction<QuotaBook, Instant, Change> change) {
            if (closed) {
                return -1;
            }
            entries.add(change);
            return entries.size() - 1;
        }

        Mono<List<Change>> written() {
            return written;
        }

        private Mono<List<Change>> afterTheOneBefore() {
            var previous = before;
            return (previous == null ? Mono.empty() : previous.written().onErrorComplete())
                    .then(Mono.defer(this::write));
        }

        private Mono<List<Change>> write() {
            synchronized (this) {
                closed = true;
                // A chain of all that was ever written would never be let go.
                before = null;
            }
            var changes = new ArrayList<Change>();
            return ledger.change(name, (book, now) -> {
                changes.clear();
                return apply(entries, changes, book, now);
            }).map(book -> {
                seen.set(book);
                return (List<Change>) changes;
            }).onErrorMap(
                    _ -> RegisterFailure.retryLater(RegisterFailure.Reason.BUSY, "the quota cannot be counted now",
                            SOON));
        }
    }

    private QuotaBook apply(
            List<BiFunction<QuotaBook, Instant, Change>> entries,
            List<Change> changes,
            QuotaBook book,
            Instant now) {
        book.forget(limits, now);
        var unused = new ArrayList<Instant>();
        for (var moment = returned.poll(); moment != null; moment = returned.poll()) {
            unused.add(moment);
        }
        book.giveBack(unused, limits);
        var current = book;
        for (var entry : entries) {
            var change = entry.apply(current, now);
            changes.add(change);
            current = change.book();
        }
        return current;
    }

    /** What is left of one limit. */
    public record Left(String name, int permits, Duration per, int left) {}

    private sealed interface Change {
        QuotaBook book();
    }

    private record Written<T>(QuotaBook book, T value) implements Change {}

    private record Refused(QuotaBook book, RegisterFailure failure) implements Change {}
}
