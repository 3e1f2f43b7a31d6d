package pl.kartoteka.messaging.campaign;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class Campaigns {
    private final DatabaseClient database;

    Campaigns(DatabaseClient database) {
        this.database = database;
    }

    Mono<Campaign> find(UUID id) {
        return database.sql("select * from campaign where id = $1")
                .bind("$1", id)
                .mapProperties(Campaign.class)
                .one();
    }

    /** The newest first. */
    Flux<Campaign> page(UUID before, int limit) {
        return database.sql("select * from campaign where id < $1 order by id desc limit $2")
                .bind("$1", before)
                .bind("$2", limit)
                .mapProperties(Campaign.class)
                .all();
    }

    Mono<Campaign> insert(UUID id, CampaignRequest request, String createdBy, Instant now) {
        return one(bound(request, database.sql("""
                insert into campaign (id, version, name, channel, purpose, segment_id, template_id, subject, text, html,
                                      send_at, rate_per_second, status, created_by, created_at)
                values ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'DRAFT', $12, $13)
                returning *
                """))
                .bind("$1", id)
                .bind("$12", createdBy)
                .bind("$13", utc(now)));
    }

    /** Empty when it is no longer that version, or no longer a draft. */
    Mono<Campaign> update(UUID id, long seen, CampaignRequest request) {
        return one(bound(request, database.sql("""
                update campaign
                set version = version + 1, name = $2, channel = $3, purpose = $4, segment_id = $5, template_id = $6,
                    subject = $7, text = $8, html = $9, send_at = $10, rate_per_second = $11
                where id = $1 and version = $12 and status = 'DRAFT'
                returning *
                """))
                .bind("$1", id)
                .bind("$12", seen));
    }

    Mono<Boolean> delete(UUID id, long seen) {
        return database.sql("delete from campaign where id = $1 and version = $2 and status = 'DRAFT'")
                .bind("$1", id)
                .bind("$2", seen)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Empty when it is not in that state any more. */
    Mono<Campaign> move(UUID id, CampaignStatus from, CampaignStatus to, Instant now) {
        return one(database.sql("""
                update campaign
                set version = version + 1, status = $3,
                    finished_at = case when $3 in ('DONE', 'CANCELLED') then $4::timestamptz end
                where id = $1 and status = $2
                returning *
                """)
                .bind("$1", id)
                .bind("$2", from.name())
                .bind("$3", to.name())
                .bind("$4", utc(now)));
    }

    /** Freezes who gets it: everybody in the segment at this moment. */
    Mono<Campaign> start(UUID id, UUID contentId, Instant now) {
        return one(database.sql("""
                with started as (
                    update campaign set version = version + 1, status = 'RUNNING', content_id = $2, started_at = $3
                    where id = $1 and status = 'DRAFT'
                    returning *
                ), frozen as (
                    insert into campaign_audience (campaign_id, client_id)
                    select started.id, segment_member.client_id
                    from started join segment_member using (segment_id)
                    where segment_member.member
                    returning client_id
                )
                select started.*, (select count(*) from frozen)::int as frozen from started
                """)
                .bind("$1", id)
                .bind("$2", contentId)
                .bind("$3", utc(now)))
                .flatMap(_ -> one(database.sql("""
                        update campaign
                        set audience = (select count(*) from campaign_audience where campaign_id = $1)
                        where id = $1
                        returning *
                        """)
                        .bind("$1", id)));
    }

    /** Takes some of the audience that have no message yet. */
    Mono<List<UUID>> takeAudience(UUID campaignId, int most) {
        return database.sql("""
                delete from campaign_audience
                where campaign_id = $1 and client_id in (
                    select client_id from campaign_audience where campaign_id = $1 limit $2 for update skip locked)
                returning client_id
                """)
                .bind("$1", campaignId)
                .bind("$2", most)
                .mapValue(UUID.class)
                .all()
                .collectList();
    }

    Flux<Campaign> withUnplannedAudience() {
        return database.sql("""
                select * from campaign
                where status in ('RUNNING', 'PAUSED')
                  and exists (select from campaign_audience where campaign_id = campaign.id)
                """)
                .mapProperties(Campaign.class)
                .all();
    }

    Flux<Campaign> cancelledWithMessages(Instant now) {
        return database.sql("""
                select * from campaign
                where status = 'CANCELLED'
                  and (exists (select from campaign_audience where campaign_id = campaign.id)
                       or exists (select from message
                                  where campaign_id = campaign.id
                                    and (message.status in ('QUEUED', 'HELD')
                                         or message.status = 'SENDING' and message.claimed_until < $1)))
                """)
                .bind("$1", utc(now))
                .mapProperties(Campaign.class)
                .all();
    }

    /** Ends what has nothing left to do. */
    Mono<Void> finish(Instant now) {
        return database.sql("""
                update campaign set status = 'DONE', version = version + 1, finished_at = $1
                where status = 'RUNNING'
                  and not exists (select from campaign_audience where campaign_id = campaign.id)
                  and not exists (select from message where campaign_id = campaign.id
                                  and message.status in ('QUEUED', 'HELD', 'SENDING'))
                """)
                .bind("$1", utc(now))
                .then();
    }

    Mono<CampaignCounts> counts(Campaign campaign) {
        return database.sql("select status, count(*) as number from message where campaign_id = $1 group by status")
                .bind("$1", campaign.id())
                .mapProperties(StatusCount.class)
                .all()
                .collectMap(StatusCount::status, StatusCount::number)
                .map(byStatus -> CampaignCounts.of(campaign.audience(), byStatus));
    }

    private static Mono<Campaign> one(DatabaseClient.GenericExecuteSpec statement) {
        return statement.mapProperties(Campaign.class).one();
    }

    private static DatabaseClient.GenericExecuteSpec bound(
            CampaignRequest request, DatabaseClient.GenericExecuteSpec statement) {
        var bound = statement.bind("$2", request.name())
                .bind("$3", request.channel().name())
                .bind("$4", request.purpose())
                .bind("$5", request.segmentId());
        bound = bind(bound, "$6", request.templateId(), UUID.class);
        bound = bind(bound, "$7", request.subject(), String.class);
        bound = bind(bound, "$8", request.text(), String.class);
        bound = bind(bound, "$9", request.html(), String.class);
        bound = bind(bound, "$10", request.sendAt() == null ? null : utc(request.sendAt()), OffsetDateTime.class);
        return bind(bound, "$11", request.ratePerSecond(), Integer.class);
    }

    private static <T> DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, String marker, @Nullable T value, Class<T> type) {
        return value == null ? statement.bindNull(marker, type) : statement.bind(marker, value);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    record StatusCount(String status, long number) {}
}
