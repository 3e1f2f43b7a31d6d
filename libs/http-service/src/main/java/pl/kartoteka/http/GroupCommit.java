package pl.kartoteka.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessResourceException;
import pl.kartoteka.problem.DomainProblem;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Writes what many requests bring in one transaction: what arrives while others are being written goes together into the
 * next, one group after the other. Nobody waits where nobody is ahead, and the busier it gets the less each costs. Where a group
 * fails, its members are written alone, beside the groups to come, so that each fails or waits for itself; unless the database is
 * away, which is the same for all of them.
 *
 * @param <T> what a request brings
 * @param <R> what became of it
 */
public final class GroupCommit<T, R> {
    private static final int LARGEST_GROUP = 100;
    private static final int MOST_WAITING = 5_000;
    private static final int ALONE_AT_ONCE = 4;
    private static final String LOCKED = "55P03";
    private static final StorageProblems STORAGE = new StorageProblems();

    private final Function<List<T>, Mono<List<R>>> together;
    private final Function<T, Mono<R>> alone;
    private final BlockingQueue<Member<T, R>> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean writing = new AtomicBoolean();

    /**
     * @param together writes them all or fails; what became of them, in their order. Everybody waits for it, so it should wait for
     *     no lock for long
     * @param alone writes one of those who could not be written together
     */
    public GroupCommit(Function<List<T>, Mono<List<R>>> together, Function<T, Mono<R>> alone) {
        this.together = together;
        this.alone = alone;
    }

    /** What became of it, when that is committed. Who no longer wants to know gets it written all the same. */
    public Mono<R> write(T one) {
        return Mono.create(caller -> {
            if (waiting.offer(new Member<>(one, caller))) {
                writeNext();
            } else {
                caller.error(new TransientDataAccessResourceException("too many wait to be written"));
            }
        });
    }

    private void writeNext() {
        while (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            var group = new ArrayList<Member<T, R>>();
            waiting.drainTo(group, LARGEST_GROUP);
            // Subscribed to here and by no caller: one who gives up would undo what the others bring. Each is told of a failure.
            written(group)
                    .doFinally(_ -> {
                        writing.set(false);
                        writeNext();
                    })
                    .flatMapIterable(left -> left)
                    .flatMap(this::writtenAlone, ALONE_AT_ONCE)
                    .subscribe();
        }
    }

    /** Those who are left to be written alone. */
    private Mono<List<Member<T, R>>> written(List<Member<T, R>> group) {
        if (group.isEmpty()) {
            return Mono.just(List.of());
        }
        return Mono.defer(() -> together.apply(group.stream().map(Member::one).toList()))
                .doOnNext(results -> tell(group, results))
                .map(_ -> List.<Member<T, R>>of())
                .onErrorResume(failure -> {
                    if (!isAway(failure)) {
                        return Mono.just(group);
                    }
                    group.forEach(member -> member.caller().error(failure));
                    return Mono.just(List.of());
                });
    }

    private Mono<R> writtenAlone(Member<T, R> member) {
        return Mono.defer(() -> alone.apply(member.one()))
                .doOnNext(member.caller()::success)
                .onErrorResume(failure -> {
                    member.caller().error(failure);
                    return Mono.empty();
                });
    }

    private static boolean isAway(Throwable failure) {
        DomainProblem problem = STORAGE.translate(failure);
        return problem != null && problem.kind() == DomainProblem.Kind.UNAVAILABLE && !isLocked(failure);
    }

    /** Something that one of them needs is in use for longer than a group may wait. */
    private static boolean isLocked(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof R2dbcException e && LOCKED.equals(e.getSqlState())
                        || isLocked(failure.getCause()));
    }

    private static <T, R> void tell(List<Member<T, R>> group, List<R> results) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).caller().success(results.get(i));
        }
    }

    private record Member<T, R>(T one, MonoSink<R> caller) {}
}
