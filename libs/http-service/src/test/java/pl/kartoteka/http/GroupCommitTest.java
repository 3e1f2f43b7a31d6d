package pl.kartoteka.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroupCommitTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());

    @Test
    void writesAtOnceWhatComesAlone() {
        var commit = new GroupCommit<>(this::written, GroupCommitTest::neverAlone);

        assertThat(commit.write(1).block(SOON)).isEqualTo("1 written");
        assertThat(groups).containsExactly(List.of(1));
    }

    @Test
    void writesTogetherWhatComesWhileOthersAreWritten() {
        var go = Sinks.<Integer>one();
        var commit = new GroupCommit<Integer, String>(
                group -> go.asMono().then(written(group)), GroupCommitTest::neverAlone);

        var results = IntStream.range(0, 300).mapToObj(i -> commit.write(i).toFuture()).toList();
        go.tryEmitEmpty();

        assertThat(results.stream().map(CompletableFuture::join))
                .isEqualTo(IntStream.range(0, 300).mapToObj(i -> i + " written").toList());
        // The first found nobody ahead of it.
        assertThat(groups).extracting(List::size).containsExactly(1, 100, 100, 99);
    }

    @Test
    void losesNoneOfManyAtOnce() {
        var commit = new GroupCommit<Integer, String>(
                group -> Mono.delay(Duration.ofMillis(1)).then(written(group)), GroupCommitTest::neverAlone);

        var results = Flux.range(0, 5_000)
                .flatMap(i -> commit.write(i).subscribeOn(Schedulers.boundedElastic()), 256)
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(results).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(5_000);
    }

    @Test
    void oneThatFailsSpoilsNoOther() {
        var go = Sinks.<Integer>one();
        var commit = new GroupCommit<Integer, String>(
                group -> go.asMono().then(group.contains(7) ? Mono.error(seven()) : written(group)),
                one -> one == 7 ? Mono.error(seven()) : Mono.just(one + " written"));

        var results = IntStream.range(0, 20).mapToObj(i -> commit.write(i).toFuture()).toList();
        go.tryEmitEmpty();

        assertThatThrownBy(() -> results.get(7).join()).hasRootCauseMessage("seven");
        for (int i = 0; i < 20; i++) {
            if (i != 7) {
                assertThat(results.get(i).join()).isEqualTo(i + " written");
            }
        }
    }

    @Test
    void oneThatHasToWaitHoldsUpNoOther() {
        var unlocked = Sinks.<String>one();
        var commit = new GroupCommit<Integer, String>(
                group -> group.contains(7)
                        ? Mono.error(new DataAccessResourceFailureException("locked",
                                new R2dbcNonTransientResourceException("locked", "55P03")))
                        : written(group),
                one -> one == 7 ? unlocked.asMono() : Mono.just(one + " written"));

        var seventh = commit.write(7).toFuture();

        assertThat(commit.write(8).block(SOON)).isEqualTo("8 written");
        assertThat(seventh).isNotDone();
        unlocked.tryEmitValue("7 written");
        assertThat(seventh.join()).isEqualTo("7 written");
    }

    @Test
    void triesNobodyAgainWhileTheDatabaseIsAway() {
        var go = Sinks.<Integer>one();
        var commit = new GroupCommit<Integer, String>(group -> {
            groups.add(group);
            return go.asMono().then(Mono.error(new DataAccessResourceFailureException("away")));
        }, GroupCommitTest::neverAlone);

        var results = IntStream.range(0, 50).mapToObj(i -> commit.write(i).toFuture()).toList();
        go.tryEmitEmpty();

        assertThat(results).allSatisfy(result -> assertThatThrownBy(result::join).hasRootCauseMessage("away"));
        assertThat(groups).extracting(List::size).containsExactly(1, 49);
    }

    @Test
    void goesOnAfterAFailureBeforeTheTransaction() {
        var commit = new GroupCommit<Integer, String>(group -> {
            if (group.contains(0)) {
                throw new IllegalStateException("zero");
            }
            return written(group);
        }, one -> Mono.error(new IllegalStateException("zero")));

        assertThatThrownBy(() -> commit.write(0).block(SOON)).hasMessage("zero");
        assertThatThrownBy(() -> commit.write(0).block(SOON)).hasMessage("zero");
        assertThat(commit.write(1).block(SOON)).isEqualTo("1 written");
    }

    @Test
    void refusesWhatWouldWaitBehindTooMany() {
        var go = Sinks.<Integer>one();
        var commit = new GroupCommit<Integer, String>(
                group -> go.asMono().then(written(group)), GroupCommitTest::neverAlone);
        var results = IntStream.range(0, 5_001).mapToObj(i -> commit.write(i).toFuture()).toList();

        assertThatThrownBy(() -> commit.write(5_001).block(SOON))
                .isInstanceOf(TransientDataAccessResourceException.class);

        go.tryEmitEmpty();
        assertThat(results.stream().map(CompletableFuture::join).distinct()).hasSize(5_001);
    }

    private Mono<List<String>> written(List<Integer> group) {
        return Mono.fromSupplier(() -> {
            groups.add(group);
            return group.stream().map(i -> i + " written").toList();
        });
    }

    private static IllegalStateException seven() {
        return new IllegalStateException("seven");
    }

    private static Mono<String> neverAlone(Integer one) {
        return Mono.error(new AssertionError("%d is written alone".formatted(one)));
    }
}
