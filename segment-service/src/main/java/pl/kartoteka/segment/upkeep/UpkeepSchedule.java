package pl.kartoteka.segment.upkeep;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does what there is to do, step by step, and looks again after a while. */
@Component
class UpkeepSchedule {
    private static final Logger log = LoggerFactory.getLogger(UpkeepSchedule.class);

    private final Fills fills;
    private final Swaps swaps;
    private final Retirement retirement;
    private final DueTimes dueTimes;

    UpkeepSchedule(Fills fills, Swaps swaps, Retirement retirement, DueTimes dueTimes) {
        this.fills = fills;
        this.swaps = swaps;
        this.retirement = retirement;
        this.dueTimes = dueTimes;
    }

    @Scheduled(fixedDelayString = "PT0.25S")
    Mono<Void> bringDefinitionsIntoForce() {
        return untilDone("fill", fills.fillChunk()).then(untilDone("swap", swaps.swapOne()));
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    Mono<Void> judgeOverdue() {
        return untilDone("due times", dueTimes.judgeOverdue());
    }

    @Scheduled(fixedDelayString = "PT1S")
    Mono<Void> clearAway() {
        return untilDone("clearing away", retirement.clearChunk());
    }

    /** What fails is rolled back as a whole and tried again at the next turn. */
    private static Mono<Void> untilDone(String work, Mono<Boolean> step) {
        return step.repeat().takeWhile(worked -> worked).then()
                .doOnError(e -> log.warn("A step of {} failed and will be tried again", work, e))
                .onErrorComplete();
    }
}
