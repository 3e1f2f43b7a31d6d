package pl.kartoteka.messaging.recipient;

import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * What messages know of a client: where to write to, and what was written to this client alone. That messages were sent, and
 * on which decisions, stays without it.
 */
@Component
class MessagingData implements HoldsPersonalData {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String FORGET_RECIPIENT = """
            with known as (
                select 1 from recipient where client_id = $1 and not erased),
            blank as (
                insert into recipient (client_id, sequence, erased) values ($1, 9223372036854775807, true)
                on conflict (client_id) do update
                set sequence = excluded.sequence, erased = true, language = null, emails = '[]', phones = '[]', fields = '{}'
                where not recipient.erased)
            select count(*) from known
            """;
    /** Also where there is none yet: an attempt that began a moment ago is about to commit one, and is waited for. */
    private static final String FORGET_ADDRESSES = """
            with held as (
                select id, address from message
                where client_id = $1 and (address is not null or status in ('QUEUED', 'HELD', 'SENDING')) for update),
            blank as (
                update message set address = null from held where message.id = held.id)
            select count(*) from held where address is not null
            """;
    /** A sending to one client may say anything about that client; one to many says nothing but through merge fields. */
    private static final String FORGET_WORDS = """
            with own as (
                select c.id from content c
                where exists (select from message m where m.content_id = c.id and m.client_id = $1 and m.campaign_id is null)
                  and not exists (select from message m where m.content_id = c.id and m.client_id <> $1)
                  and coalesce(c.subject, c.text, c.html) is not null),
            translations as (
                delete from content_language l using own where l.content_id = own.id),
            blank as (
                update content set subject = null, text = null, html = null from own where content.id = own.id)
            select count(*) from own
            """;
    private static final String EXPORT = """
            select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                       'id', m.id, 'channel', m.channel, 'purpose', m.purpose, 'status', m.status, 'reason', m.reason,
                       'decisionId', m.decision_id, 'decidedAt', m.decided_at, 'address', m.address, 'createdAt', m.created_at,
                       'updatedAt', m.updated_at, 'subject', c.subject, 'text', c.text, 'html', c.html,
                       'inOtherLanguages', (select jsonb_agg(to_jsonb(l) - 'content_id')
                                            from content_language l where l.content_id = c.id))) order by m.id),
                   '[]')::text
            from message m join content c on c.id = m.content_id where m.client_id = $1
            """;

    private final DatabaseClient database;
    private final Recipients recipients;

    MessagingData(DatabaseClient database, Recipients recipients) {
        this.database = database;
        this.recipients = recipients;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return count(FORGET_RECIPIENT, clientId).map(known -> Erasure.of("recipient", known))
                .flatMap(erasure -> count(FORGET_ADDRESSES, clientId)
                        .map(addresses -> erasure.and(Erasure.of("message-addresses", addresses))))
                .flatMap(erasure -> count(FORGET_WORDS, clientId)
                        .map(contents -> erasure.and(Erasure.of("message-contents", contents))))
                .flatMap(erasure -> count("""
                        with gone as (delete from segment_member where client_id = $1 returning member)
                        select count(*) filter (where member) from gone
                        """, clientId).map(members -> erasure.and(Erasure.of("segment-members", members))))
                .flatMap(erasure -> count("select count(*) from message where client_id = $1", clientId)
                        .map(messages -> erasure.keeping("messages", messages, "ACCOUNTABILITY", null)));
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        Mono<PersonalFile> recipient = recipients.find(clientId)
                .filter(found -> !found.erased())
                .map(found -> PersonalFile.json("recipient.json", "Dane do wysyłki", found));
        Mono<PersonalFile> messages = database.sql(EXPORT)
                .bind("$1", clientId)
                .mapValue(String.class)
                .one()
                .filter(found -> !found.equals("[]"))
                .map(found -> PersonalFile.json("messages.json", "Wiadomości", JSON.readTree(found)));
        return Flux.concat(recipient, messages);
    }

    private Mono<Long> count(String sql, UUID clientId) {
        return database.sql(sql).bind("$1", clientId).mapValue(Long.class).one();
    }
}
