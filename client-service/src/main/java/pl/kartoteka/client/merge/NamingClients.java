package pl.kartoteka.client.merge;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.history.ChangeOrigin;
import pl.kartoteka.client.registry.CardJson;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.MassChanges;
import pl.kartoteka.client.registry.MassChanges.Correction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The clients that name another in a custom field: who names the duplicate names the survivor from then on. */
@Component
class NamingClients {
    private static final String CUSTOM_FIELDS = "customFields";
    private static final String FIELD = CUSTOM_FIELDS + ".";
    private static final int AT_ONCE = 500;

    /** The second condition is there for the planner: the index holds only cards that name anybody. */
    private static final String FIND = """
            select f.code, c.id
            from custom_field f
            join client c on c.card -> 'customFields' @> jsonb_build_object(f.code, :named)
                and jsonb_path_exists(c.card, '$.customFields.* ? (@ like_regex "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")')
            where f.type = 'CLIENT_REFERENCE' and not f.removing and c.merged_into is null and c.id <> all(:pair)
            order by f.code, c.id
            """;

    private final DatabaseClient database;
    private final MassChanges register;
    private final CardJson cards;

    NamingClients(DatabaseClient database, MassChanges register, CardJson cards) {
        this.database = database;
        this.register = register;
        this.cards = cards;
    }

    /** How many name the duplicate, by field of the card. */
    Mono<Map<String, Long>> count(UUID duplicate, UUID survivor) {
        return find(duplicate, survivor)
                .map(found -> found.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, field -> (long) field.getValue().size())));
    }

    /** Answers who was changed, by field of the card. */
    Mono<Map<String, List<UUID>>> rename(UUID duplicate, UUID survivor, ChangeOrigin origin) {
        return find(duplicate, survivor)
                .flatMapIterable(Map::entrySet)
                .concatMap(field -> rename(field.getKey(), field.getValue(), duplicate, survivor, origin)
                        .map(renamed -> Map.entry(field.getKey(), renamed)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Those of them that still name the survivor name the duplicate again; answers how many, by field of the card. */
    Mono<Map<String, Long>> renameBack(Map<String, List<UUID>> moved, UUID survivor, UUID duplicate,
            ChangeOrigin origin) {
        return Flux.fromIterable(moved.entrySet())
                .filter(field -> field.getKey().startsWith(FIELD))
                .concatMap(field -> rename(field.getKey(), field.getValue(), survivor, duplicate, origin)
                        .map(renamed -> Map.entry(field.getKey(), (long) renamed.size())))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Map<String, List<UUID>>> find(UUID duplicate, UUID survivor) {
        return database.sql(FIND)
                .bind("named", duplicate.toString())
                .bind("pair", new UUID[]{duplicate, survivor})
                .mapProperties(Naming.class)
                .all()
                .collect(Collectors.groupingBy(naming -> FIELD + naming.code(),
                        Collectors.mapping(Naming::id, Collectors.toList())));
    }

    private Mono<List<UUID>> rename(String field, Collection<UUID> ids, UUID from, UUID to, ChangeOrigin origin) {
        String code = field.substring(FIELD.length());
        return Flux.fromIterable(ids)
                .buffer(AT_ONCE)
                .concatMap(some -> register.locked(some)
                        .filter(client -> client.mergedInto() == null && names(client, code, from))
                        .map(client -> new Correction(client, cards.patched(client.card(),
                                Map.of(CUSTOM_FIELDS, Map.of(code, to.toString())))))
                        .collectList()
                        .flatMap(corrections -> register.correct(corrections, origin)
                                .map(refused -> corrections.stream()
                                        .map(correction -> correction.client().id())
                                        .filter(id -> !refused.containsKey(id))
                                        .toList())))
                .flatMapIterable(renamed -> renamed)
                .collectList();
    }

    private static boolean names(Client client, String code, UUID named) {
        JsonNode value = client.card().customFields().get(code);
        return value != null && value.isString() && value.asString().equals(named.toString());
    }

    record Naming(String code, UUID id) {}
}
