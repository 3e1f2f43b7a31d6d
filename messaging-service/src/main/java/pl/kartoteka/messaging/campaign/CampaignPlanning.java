package pl.kartoteka.messaging.campaign;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.message.MessageOrder;
import pl.kartoteka.messaging.message.Messages;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Turns audiences into messages, and messages of cancelled campaigns into cancelled ones, part by part. */
@Component
class CampaignPlanning {
    private static final int AT_ONCE = 500;

    private final Campaigns campaigns;
    private final Messages messages;
    private final TransactionalOperator transactions;
    private final Clock clock;

    CampaignPlanning(Campaigns campaigns, Messages messages, TransactionalOperator transactions, Clock clock) {
        this.campaigns = campaigns;
        this.messages = messages;
        this.transactions = transactions;
        this.clock = clock;
    }

    Mono<Void> goOn() {
        return Flux.concat(
                campaigns.withUnplannedAudience().concatMap(this::plan),
                campaigns.cancelledWithMessages(clock.instant()).concatMap(this::callOff),
                campaigns.finish(clock.instant()))
                .then();
    }

    private Mono<Void> plan(Campaign campaign) {
        return untilNothingIsLeft(campaigns.takeAudience(campaign.id(), AT_ONCE)
                .flatMap(clients -> queue(campaign, clients).thenReturn(clients.size())));
    }

    private Mono<Void> callOff(Campaign campaign) {
        Mono<Integer> audience = campaigns.takeAudience(campaign.id(), AT_ONCE).map(List::size);
        return untilNothingIsLeft(audience).then(untilNothingIsLeft(messages.cancel(campaign.id(), AT_ONCE)));
    }

    private Mono<List<Message>> queue(Campaign campaign, List<UUID> clients) {
        if (clients.isEmpty()) {
            return Mono.just(List.of());
        }
        Instant started = Objects.requireNonNull(campaign.startedAt());
        Instant sendAt = campaign.sendAt();
        return messages.queue(
                new MessageOrder(
                        campaign.id(),
                        campaign.channel(),
                        campaign.purpose(),
                        Objects.requireNonNull(campaign.contentId()),
                        sendAt == null || sendAt.isBefore(started) ? started : sendAt,
                        campaign.createdBy()),
                clients);
    }

    private Mono<Void> untilNothingIsLeft(Mono<Integer> part) {
        return part.as(transactions::transactional).repeat().takeUntil(done -> done == 0).then();
    }
}
