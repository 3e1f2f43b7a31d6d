package pl.kartoteka.client.registry;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What hangs on clients and keeps them from being removed. Downstream a removal is an erasure, so it is for what came by mistake and
 * was never used; what somebody wrote, agreed to or decided goes with a privacy request. A segment of which it is not known whether somebody
 * decides who is in it counts as one.
 */
@Component
class Dependants {
    private static final String COUNT = """
            select id, (select count(*) from client where head_office_id = given.id) as branches,
                   (select count(*) from sales_document where client_id = given.id) as documents,
                   (select count(*) from client where merged_into = given.id) as merged,
                   (select count(*) from attachment where client_id = given.id) as attachments,
                   (select count(*) from note where client_id = given.id) as notes,
                   (select count(*) from client_link where client_id = given.id) as links,
                   (select count(*) from client_link where linked_client_id = given.id) as incoming_links,
                   (select count(*) from client_photo where client_id = given.id) as photos,
                   (select count(*) from representation where client_id = given.id) as representatives,
                   (select count(*) from client_consent where client_id = given.id and status <> 'NOT_ASKED') as consents,
                   (select count(*) from client_segment m join known_segment s on s.id = m.segment_id and s.type is distinct from 'DYNAMIC'
                    where m.client_id = given.id and m.member) as segments,
                   (select count(*) from custom_field f
                    join client r on r.card -> 'customFields' @> jsonb_build_object(f.code, given.id)
                        and jsonb_path_exists(r.card, '$.customFields.* ? (@ like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")')
                    where f.type = 'CLIENT_REFERENCE' and r.id <> given.id) as referring
            from unnest(:ids) as given(id)
            """;

    private final DatabaseClient database;

    Dependants(DatabaseClient database) {
        this.database = database;
    }

    /** Why some must stay, by client. They must be locked, so that nothing comes to hang on them meanwhile. */
    Mono<Map<UUID, RuntimeException>> obstacles(Collection<Client> locked) {
        Map<UUID, RuntimeException> merged = locked.stream()
                .filter(client -> client.mergedInto() != null)
                .collect(Collectors.toMap(Client::id, ClientMergedAway::of));
        return database.sql(COUNT)
                .bind("ids", locked.stream().map(Client::id).toArray(UUID[]::new))
                .mapProperties(Counted.class)
                .all()
                .filter(Counted::any)
                .collectMap(Counted::id, counted -> (RuntimeException) new ClientInUse(counted), HashMap::new)
                .doOnNext(obstacles -> obstacles.putAll(merged));
    }

    /** How many things hang on a client. */
    record Counted(UUID id, Long branches, Long documents, Long merged, Long attachments, Long notes, Long links,
            Long incomingLinks, Long photos, Long representatives, Long consents, Long segments, Long referring) {
        boolean any() {
            return Stream
                    .of(branches, documents, merged, attachments, notes, links, incomingLinks, photos, representatives,
                            consents, segments, referring)
                    .anyMatch(count -> count > 0);
        }
    }
}
