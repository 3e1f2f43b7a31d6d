package pl.kartoteka.gus.watch;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
@ConditionalOnProperty(name = "kartoteka.watch.enabled", matchIfMissing = true)
class WatchSchedule {
    private final Watch watch;
    private final WatchProperties properties;

    WatchSchedule(Watch watch, WatchProperties properties) {
        this.watch = watch;
        this.properties = properties;
    }

    /** Turns without a pause while companies are due. */
    @Scheduled(fixedDelayString = "${kartoteka.watch.pace:10s}", initialDelayString = "${kartoteka.watch.pace:10s}")
    Mono<Void> verify() {
        return Mono.defer(watch::turn).repeat().takeUntil(verified -> verified == 0).then();
    }

    /** Some time after the start: nothing about the day before comes sooner than in the night. */
    @Scheduled(fixedDelayString = "${kartoteka.watch.changes-pace:30m}", initialDelayString = "${kartoteka.watch.changes-pace:30m}")
    Mono<Void> readDailyChanges() {
        return properties.dailyChanges() ? Mono.defer(watch::readDailyChanges) : Mono.empty();
    }
}
