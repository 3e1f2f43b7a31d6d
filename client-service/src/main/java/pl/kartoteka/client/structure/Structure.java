package pl.kartoteka.client.structure;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.card.Payer;
import pl.kartoteka.client.card.Terms;
import reactor.core.publisher.Mono;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reading the structure that a client is part of, in one statement each way. */
@Component
class Structure {
    private static final String PLACE = """
            c.id, c.name, c.nip, c.head_office_id, c.card ->> 'kind' as kind, (c.card ->> 'active')::boolean as active,
            coalesce((c.card ->> 'localGovernment')::boolean, false) as local_government, c.card ->> 'payer' as payer,
            (c.card -> 'terms')::text as terms""";

    /** The client first, then its head office, and so on up. */
    private static final String UPWARDS = """
            with recursive way(id, depth) as (
                select cast(:client as uuid), 0
                union all
                select c.head_office_id, w.depth + 1 from way w join client c on c.id = w.id where c.head_office_id is not null)
            select w.depth, %s from way w join client c on c.id = w.id order by w.depth
            """.formatted(PLACE);

    /** Each client before its branches, those of one head office in the order of their ids. */
    private static final String DOWNWARDS = """
            with recursive tree(id, depth, path) as (
                select cast(:top as uuid), 0, array[cast(:top as uuid)]
                union all
                select c.id, t.depth + 1, t.path || c.id from tree t join client c on c.head_office_id = t.id)
            select t.depth, %s from tree t join client c on c.id = t.id order by t.path limit :limit
            """.formatted(PLACE);

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final DatabaseClient database;

    Structure(DatabaseClient database) {
        this.database = database;
    }

    /** A client where it stands. */
    record Place(UUID id, String name, @Nullable String nip, @Nullable UUID headOfficeId, ClientKind kind,
            Boolean active,
            Boolean localGovernment, @Nullable Payer payer, @Nullable String terms, Integer depth) {

        @Nullable
        Terms agreed() {
            return terms == null ? null : JSON.readValue(terms, Terms.class);
        }
    }

    Mono<List<Place>> upwards(UUID client) {
        return database.sql(UPWARDS).bind("client", client).mapProperties(Place.class).all().collectList();
    }

    Mono<List<Place>> downwards(UUID top, int limit) {
        return database.sql(DOWNWARDS).bind("top", top).bind("limit", limit).mapProperties(Place.class).all()
                .collectList();
    }
}
