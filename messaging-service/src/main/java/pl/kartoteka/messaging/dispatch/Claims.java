package pl.kartoteka.messaging.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.messaging.message.Message;
import pl.kartoteka.messaging.recipient.Channel;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes up messages so that no other instance does: a claim holds until it is settled or its lease has run out. */
@Component
class Claims {
    private static final Duration BURST = Duration.ofSeconds(1);

    private final DatabaseClient database;
    private final DispatchProperties properties;
    private final Clock clock;

    Claims(DatabaseClient database, DispatchProperties properties, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.clock = clock;
    }

    /** Single messages that are due. */
    @Transactional
    Mono<List<Message>> direct(Channel channel, UUID claim, boolean alsoHeld) {
        return claim("""
                select id from message
                where campaign_id is null and channel = '%s' and status in (%s) and due_at <= $3
                  and (claimed_until is null or claimed_until < $3)
                order by due_at limit $4
                for update skip locked
                """.formatted(channel, statuses(alsoHeld)), claim, properties.batchSize(), clock.instant());
    }

    Flux<UUID> runningCampaigns(Channel channel) {
        return database.sql("select id from campaign where status = 'RUNNING' and channel = $1 order by id")
                .bind("$1", channel.name())
                .mapValue(UUID.class)
                .all();
    }

    /** Messages of a campaign that are due, as many as its rate allows all instances together. */
    @Transactional
    Mono<List<Message>> ofCampaign(UUID campaignId, UUID claim, boolean alsoHeld) {
        Instant now = clock.instant();
        return rate(campaignId)
                .flatMap(rate -> claimWithin(rate, campaignId, claim, now, alsoHeld))
                .defaultIfEmpty(List.of());
    }

    /** Messages whose attempt was begun and never ended: whoever made it is gone, or was told nothing. */
    @Transactional
    Mono<List<Message>> inDoubt(Channel channel, UUID claim) {
        return claim("""
                select id from message
                where status = 'SENDING' and channel = '%s' and claimed_until < $3
                  and (campaign_id is null
                       or exists (select from campaign where campaign.id = campaign_id and campaign.status = 'RUNNING'))
                order by claimed_until limit $4
                for update skip locked
                """.formatted(channel), claim, properties.batchSize(), clock.instant());
    }

    private Mono<List<Message>> claimWithin(
            Rate rate, UUID campaignId, UUID claim, Instant now, boolean alsoHeld) {
        int allowed = Math.min(properties.batchSize(), rate.allowance(now, BURST));
        if (allowed == 0) {
            return Mono.just(List.of());
        }
        return claim("""
                select id from message
                where campaign_id = $5 and status in (%s) and due_at <= $3
                  and (claimed_until is null or claimed_until < $3)
                order by due_at limit $4
                for update skip locked
                """.formatted(statuses(alsoHeld)), claim, allowed, now, campaignId)
                .delayUntil(claimed -> keep(campaignId, rate.after(claimed.size(), now, BURST)));
    }

    private Mono<List<Message>> claim(
            String due, UUID claim, int most, Instant now, UUID... campaign) {
        var update = database
                .sql("update message set claim = $1, claimed_until = $2 where id in (" + due + ") returning *")
                .bind("$1", claim)
                .bind("$2", utc(now.plus(properties.lease())))
                .bind("$3", utc(now))
                .bind("$4", most);
        for (UUID campaignId : campaign) {
            update = update.bind("$5", campaignId);
        }
        return update.mapProperties(Message.class).all().collectList();
    }

    /** Another instance at work on the same campaign is not waited for. */
    private Mono<Rate> rate(UUID campaignId) {
        return database.sql("""
                select rate_per_second, rate_from from campaign
                where id = $1 and status = 'RUNNING'
                for no key update skip locked
                """)
                .bind("$1", campaignId)
                .mapProperties(Rate.class)
                .one();
    }

    private Mono<Void> keep(UUID campaignId, @Nullable Instant from) {
        return from == null
                ? Mono.empty()
                : database.sql("update campaign set rate_from = $2 where id = $1")
                        .bind("$1", campaignId)
                        .bind("$2", utc(from))
                        .then();
    }

    /** Spelled out in the statement, so that PostgreSQL sees that its partial index fits. */
    private static String statuses(boolean alsoHeld) {
        return alsoHeld ? "'QUEUED', 'HELD'" : "'QUEUED'";
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
