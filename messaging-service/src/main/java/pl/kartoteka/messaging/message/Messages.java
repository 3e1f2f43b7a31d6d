package pl.kartoteka.messaging.message;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import pl.kartoteka.events.ClientUnsubscribed;
import pl.kartoteka.http.Ids;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Mono;

/** Every change of a message, together with the event that tells of it. */
@Component
public class Messages {
    private final DatabaseClient database;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final MeterRegistry meters;

    Messages(DatabaseClient database, Outbox outbox, Ids ids, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    public Mono<Message> find(UUID id) {
        return database.sql("select * from message where id = $1")
                .bind("$1", id)
                .mapProperties(Message.class)
                .one();
    }

    /** One message for each client; a campaign never has two for one client. */
    @Transactional
    public Mono<List<Message>> queue(MessageOrder order, Collection<UUID> clientIds) {
        OffsetDateTime now = utc(clock.instant());
        var insert = database.sql("""
                insert into message (id, version, client_id, campaign_id, channel, purpose, content_id, status,
                                     send_at, due_at, created_by, created_at, updated_at)
                select id, 0, client_id, $3, $4, $5, $6, 'QUEUED', $7, $7, $8, $9, $9
                from unnest($1::uuid[], $2::uuid[]) as new (id, client_id)
                on conflict (campaign_id, client_id) do nothing
                returning *
                """)
                .bind("$1", clientIds.stream().map(_ -> ids.next()).toArray(UUID[]::new))
                .bind("$2", clientIds.toArray(UUID[]::new))
                .bind("$4", order.channel().name())
                .bind("$5", order.purpose())
                .bind("$6", order.contentId())
                .bind("$7", utc(order.sendAt()))
                .bind("$8", order.orderedBy())
                .bind("$9", now);
        UUID campaignId = order.campaignId();
        insert = campaignId == null ? insert.bindNull("$3", UUID.class) : insert.bind("$3", campaignId);
        return insert.mapProperties(Message.class).all().collectList().delayUntil(this::publish);
    }

    /**
     * Notes, before the hand-over, that there will be one, and makes it the claimant's until then; empty when the message is
     * no longer the claimant's to send, its campaign is not running or its client was erased.
     */
    @Transactional
    public Mono<Message> recordAttempt(
            Message message, UUID claim, String address, UUID decisionId, Instant decidedAt, Instant until) {
        return database.sql("""
                update message
                set status = 'SENDING', version = version + 1, attempts = attempts + 1, reason = null,
                    first_attempt_at = coalesce(first_attempt_at, $6),
                    address = $3, decision_id = $4, decided_at = $5, updated_at = $6, claimed_until = $8
                where id = $1 and claim = $2 and version = $7 and claimed_until > $6
                  and (campaign_id is null
                       or exists (select from campaign where campaign.id = campaign_id and campaign.status = 'RUNNING'))
                  and not exists (select from recipient
                                  where recipient.client_id = message.client_id and recipient.erased)
                returning *
                """)
                .bind("$1", message.id())
                .bind("$2", claim)
                .bind("$3", address)
                .bind("$4", decisionId)
                .bind("$5", utc(decidedAt))
                .bind("$6", utc(clock.instant()))
                .bind("$7", message.version())
                .bind("$8", utc(until))
                .mapProperties(Message.class)
                .one();
    }

    /** Ends what was claimed. What somebody else has changed meanwhile stays as it is. */
    @Transactional
    public Mono<Void> settle(List<Settlement> settlements, UUID claim) {
        if (settlements.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                update message
                set status = settled.status, reason = settled.reason, decision_id = settled.decision_id,
                    decided_at = settled.decided_at, provider_id = settled.provider_id, due_at = settled.due_at,
                    version = message.version + case when message.status = settled.status then 0 else 1 end,
                    claim = null,
                    claimed_until = case when settled.status = 'SENDING' then settled.due_at end,
                    updated_at = $10
                from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::text[],
                            $8::timestamptz[])
                     as settled (id, version, status, reason, decision_id, decided_at, provider_id, due_at)
                where message.id = settled.id and message.version = settled.version and message.claim = $9
                returning message.*
                """)
                .bind("$1", array(settlements, settlement -> settlement.message().id(), UUID[]::new))
                .bind("$2", array(settlements, settlement -> settlement.message().version(), Long[]::new))
                .bind("$3", array(settlements, settlement -> settlement.status().name(), String[]::new))
                .bind("$4", array(settlements, Settlement::reason, String[]::new))
                .bind("$5", array(settlements, Settlement::decisionId, UUID[]::new))
                .bind("$6", array(settlements, Messages::decidedAt, OffsetDateTime[]::new))
                .bind("$7", array(settlements, Settlement::providerId, String[]::new))
                .bind("$8", array(settlements, settlement -> utc(settlement.dueAt()), OffsetDateTime[]::new))
                .bind("$9", claim)
                .bind("$10", utc(clock.instant()))
                .mapProperties(Message.class)
                .all()
                .filter(settled -> isChanged(settled, settlements))
                .collectList()
                .flatMap(this::publish);
    }

    /**
     * Cancels what of a campaign has not gone yet, and gives up what may have gone and would be handed over again; at most
     * so many, and says how many it were.
     */
    @Transactional
    public Mono<Integer> cancel(UUID campaignId, int most) {
        return database.sql("""
                update message
                set status = case status when 'SENDING' then 'FAILED' else 'CANCELLED' end,
                    reason = case status when 'SENDING' then 'OUTCOME_UNKNOWN' else reason end,
                    version = version + 1, updated_at = $3, claim = null
                where id in (select id from message
                             where campaign_id = $1
                               and (status in ('QUEUED', 'HELD') or status = 'SENDING' and claimed_until < $3)
                             limit $2 for update skip locked)
                returning *
                """)
                .bind("$1", campaignId)
                .bind("$2", most)
                .bind("$3", utc(clock.instant()))
                .mapProperties(Message.class)
                .all()
                .collectList()
                .delayUntil(this::publish)
                .map(List::size);
    }

    /**
     * Notes what the provider reports, once. A report is also the answer to an attempt whose outcome was unknown; one of another
     * id than the provider gave is of another message.
     */
    @Transactional
    public Mono<Void> delivered(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                update message
                set status = told.status, reason = told.reason, provider_id = told.provider_id, version = version + 1,
                    claim = null, claimed_until = null, updated_at = $5
                from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as told (id, provider_id, status, reason)
                where message.id = told.id and message.channel = 'SMS'
                  and coalesce(message.provider_id, told.provider_id) = told.provider_id
                  and (message.status in ('SENDING', 'SENT')
                       or message.status = 'FAILED' and message.reason = 'OUTCOME_UNKNOWN')
                returning message.*
                """)
                .bind("$1", deliveries.stream().map(Delivery::messageId).toArray(UUID[]::new))
                .bind("$2", deliveries.stream().map(Delivery::providerId).toArray(String[]::new))
                .bind("$3", deliveries.stream().map(delivery -> delivery.status().name()).toArray(String[]::new))
                .bind("$4", deliveries.stream().map(Delivery::reason).toArray(String[]::new))
                .bind("$5", utc(clock.instant()))
                .mapProperties(Message.class)
                .all()
                .collectList()
                .flatMap(this::publish);
    }

    /** Notes it on the message that was sent on that decision, the first time. */
    Mono<Void> unsubscribed(ClientUnsubscribed event) {
        return database.sql("""
                update message set unsubscribed_at = $3
                where decision_id = $1 and client_id = $2 and unsubscribed_at is null
                """)
                .bind("$1", event.decisionId())
                .bind("$2", event.clientId())
                .bind("$3", utc(event.at()))
                .then();
    }

    private Mono<Void> publish(List<Message> messages) {
        messages.forEach(message -> meters.counter(
                "kartoteka.messages", "channel", message.channel().name(), "outcome", message.status().name())
                .increment());
        return outbox.append(messages.stream().flatMap(message -> MessageEvents.of(message).stream()).toList());
    }

    /** What is put back into the queue was told of when it got there first. */
    private static boolean isChanged(Message settled, List<Settlement> settlements) {
        return settled.status() != MessageStatus.QUEUED && settlements.stream()
                .noneMatch(settlement -> settlement.message().id().equals(settled.id())
                        && settlement.message().status() == settled.status());
    }

    private static <T> @Nullable T[] array(
            List<Settlement> settlements,
            Function<Settlement, @Nullable T> part,
            IntFunction<@Nullable T[]> array) {
        return settlements.stream().map(part).toArray(array);
    }

    private static @Nullable OffsetDateTime decidedAt(Settlement settlement) {
        Instant decidedAt = settlement.decidedAt();
        return decidedAt == null ? null : utc(decidedAt);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
