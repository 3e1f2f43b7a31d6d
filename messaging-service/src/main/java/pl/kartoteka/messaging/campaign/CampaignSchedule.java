package pl.kartoteka.messaging.campaign;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class CampaignSchedule {
    private final CampaignPlanning planning;

    CampaignSchedule(CampaignPlanning planning) {
        this.planning = planning;
    }

    @Scheduled(fixedDelayString = "${kartoteka.campaigns.interval:500ms}")
    Mono<Void> goOn() {
        // The method is called once and what it returns subscribed to at every turn: the time is that of the turn.
        return Mono.defer(planning::goOn);
    }
}
