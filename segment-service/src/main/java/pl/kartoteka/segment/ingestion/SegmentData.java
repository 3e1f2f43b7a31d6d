package pl.kartoteka.segment.ingestion;

import java.util.List;
import java.util.UUID;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.ClientEvent.ClientErased;
import pl.kartoteka.personal.Erasure;
import pl.kartoteka.personal.HoldsPersonalData;
import pl.kartoteka.personal.PersonalFile;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The profile of a client, what it is counted from, and where the client is a member. */
@Component
class SegmentData implements HoldsPersonalData {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String COUNT = """
            select (select count(*) from profile where client_id = :client and (facts <> '{}' or display_name is not null)) as profiles,
                   (select count(*) from sales_document where client_id = :client) as documents,
                   (select count(*) from client_message where client_id = :client) as messages,
                   (select count(*) from membership m join segment s on s.id = m.segment_id and s.live_generation = m.generation
                    where m.client_id = :client) as memberships,
                   (select count(*) from pin where client_id = :client)
                       + (select count(*) from merged_pin where client_id = :client or survivor_id = :client) as pins
            """;
    private static final String EXPORT = """
            select jsonb_strip_nulls(jsonb_build_object(
                'profile', (select facts from profile where client_id = :client and not erased),
                'segments', (select jsonb_agg(jsonb_build_object('segment', s.name, 'since', m.since, 'cause', m.cause))
                             from membership m join segment s on s.id = m.segment_id and s.live_generation = m.generation
                             where m.client_id = :client and not s.deleted),
                'pinned', (select jsonb_agg(jsonb_build_object('segment', s.name, 'in', p.pinned_in, 'at', p.pinned_at))
                           from pin p join segment s on s.id = p.segment_id where p.client_id = :client and not s.deleted)))::text
            """;

    private final DatabaseClient database;
    private final Projection projection;

    SegmentData(DatabaseClient database, Projection projection) {
        this.database = database;
        this.projection = projection;
    }

    @Override
    public Mono<Erasure> erase(UUID clientId) {
        return database.sql(COUNT)
                .bind("client", clientId)
                .mapProperties(Counts.class)
                .one()
                .delayUntil(_ -> projection.takeClients(List.of(new ClientErased(clientId, Long.MAX_VALUE))))
                .map(Counts::erasure);
    }

    @Override
    public Flux<PersonalFile> export(UUID clientId) {
        return database.sql(EXPORT)
                .bind("client", clientId)
                .mapValue(String.class)
                .one()
                .filter(found -> !found.equals("{}"))
                .map(found -> PersonalFile.json("profile.json", "Profil i zestawy klientów", JSON.readTree(found)))
                .flux();
    }

    record Counts(long profiles, long documents, long messages, long memberships, long pins) {
        Erasure erasure() {
            return Erasure.of("profile", profiles)
                    .and(Erasure.of("sales-documents", documents))
                    .and(Erasure.of("message-history", messages))
                    .and(Erasure.of("memberships", memberships))
                    .and(Erasure.of("pins", pins));
        }
    }
}
