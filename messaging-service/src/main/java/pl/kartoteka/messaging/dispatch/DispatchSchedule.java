package pl.kartoteka.messaging.dispatch;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import pl.kartoteka.messaging.recipient.Channel;
import reactor.core.publisher.Mono;

/** Rounds without a pause while there is work, a few a second otherwise. */
@Component
@ConditionalOnProperty(name = "kartoteka.dispatch.enabled", matchIfMissing = true)
class DispatchSchedule {
    private final Dispatcher dispatcher;

    DispatchSchedule(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Scheduled(fixedDelayString = "${kartoteka.dispatch.interval:200ms}")
    Mono<Void> dispatchMail() {
        return rounds(Channel.EMAIL);
    }

    @Scheduled(fixedDelayString = "${kartoteka.dispatch.interval:200ms}")
    Mono<Void> dispatchSms() {
        return rounds(Channel.SMS);
    }

    private Mono<Void> rounds(Channel channel) {
        // The method is called once and what it returns subscribed to at every turn: each round is made anew.
        return Mono.defer(() -> dispatcher.round(channel)).repeat().takeUntil(taken -> taken == 0).then();
    }
}
