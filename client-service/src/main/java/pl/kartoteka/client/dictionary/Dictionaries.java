package pl.kartoteka.client.dictionary;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The entries of all dictionaries, as they are kept. */
@Component
public class Dictionaries {
    private static final String COLUMNS = "id, dictionary, code, name, colour, kinds, trait_ids, retired, merged_into,"
            + " version, created_at, updated_at";

    private static final String LISTED = "dictionary = :dictionary and (:retired or not retired)"
            + " and (strpos(folded(name), folded(:part)) > 0 or strpos(folded(code), folded(:part)) > 0)";

    private final DatabaseClient database;

    Dictionaries(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The entries with these ids, held until the transaction ends: whoever removes an entry waits, and then sees the card
     * that refers to it.
     */
    public Flux<DictionaryEntry> held(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : database
                        .sql("select " + COLUMNS
                                + " from dictionary_entry where id = any(:ids) order by id for key share")
                        .bind("ids", ids.toArray(UUID[]::new))
                        .mapProperties(DictionaryEntry.class)
                        .all();
    }

    public Flux<DictionaryEntry> all(Collection<UUID> ids) {
        return database.sql("select " + COLUMNS + " from dictionary_entry where id = any(:ids) order by code")
                .bind("ids", ids.toArray(UUID[]::new))
                .mapProperties(DictionaryEntry.class)
                .all();
    }

    /** In their order, those after the given place. */
    Mono<List<DictionaryEntry>> list(ListedEntries listed, List<String> after, int limit) {
        String columns = listed.order().columns();
        String place = after.size() == 1 ? "(:first)" : "(:first, :second)";
        GenericExecuteSpec statement = bound(database.sql("select " + COLUMNS + " from dictionary_entry where " + LISTED
                + " and (" + columns + ") > " + place + " order by " + columns + " limit :limit"), listed)
                .bind("first", after.getFirst())
                .bind("limit", limit);
        return (after.size() == 1 ? statement : statement.bind("second", after.getLast()))
                .mapProperties(DictionaryEntry.class)
                .all()
                .collectList();
    }

    Mono<Long> count(ListedEntries listed) {
        return bound(database.sql("select count(*) from dictionary_entry where " + LISTED), listed)
                .mapValue(Long.class)
                .one();
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, ListedEntries listed) {
        return statement.bind("dictionary", listed.dictionary().name())
                .bind("retired", listed.retired())
                .bind("part", listed.part());
    }

    Mono<DictionaryEntry> find(DictionaryKind dictionary, UUID id) {
        return database.sql("select " + COLUMNS + " from dictionary_entry where dictionary = :dictionary and id = :id")
                .bind("dictionary", dictionary.name())
                .bind("id", id)
                .mapProperties(DictionaryEntry.class)
                .one();
    }

    Mono<DictionaryEntry> find(DictionaryKind dictionary, String code) {
        return database.sql("select " + COLUMNS + " from dictionary_entry"
                + " where dictionary = :dictionary and code = :code")
                .bind("dictionary", dictionary.name())
                .bind("code", code)
                .mapProperties(DictionaryEntry.class)
                .one();
    }

    /** As {@link #find}, with nobody else referring to it, renaming or removing it until the transaction ends. */
    Mono<DictionaryEntry> locked(DictionaryKind dictionary, UUID id) {
        return database.sql("select " + COLUMNS + " from dictionary_entry"
                + " where dictionary = :dictionary and id = :id for update")
                .bind("dictionary", dictionary.name())
                .bind("id", id)
                .mapProperties(DictionaryEntry.class)
                .one();
    }

    /** Whether it was added: false when the code is taken. */
    Mono<Boolean> add(DictionaryEntry entry) {
        return bound(database.sql("insert into dictionary_entry (" + COLUMNS + ")"
                + " values (:id, :dictionary, :code, :name, :colour, :kinds, :traitIds, :retired, :mergedInto,"
                + " :version, :createdAt, :updatedAt) on conflict (dictionary, code) do nothing"), entry)
                .bind("dictionary", entry.dictionary().name())
                .bind("code", entry.code())
                .bind("createdAt", entry.createdAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> change(DictionaryEntry entry) {
        return bound(database.sql("update dictionary_entry set name = :name, colour = :colour, kinds = :kinds,"
                + " trait_ids = :traitIds, retired = :retired, merged_into = :mergedInto, version = :version,"
                + " updated_at = :updatedAt where id = :id"), entry)
                .then();
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, DictionaryEntry entry) {
        return statement.bind("id", entry.id())
                .bind("name", entry.name())
                .bind("colour", Parameters.in(R2dbcType.VARCHAR, entry.colour()))
                .bind("kinds", entry.kinds().toArray(String[]::new))
                .bind("traitIds", entry.traitIds().toArray(UUID[]::new))
                .bind("retired", entry.retired())
                .bind("mergedInto", entry.mergedInto() == null ? Parameters.in(UUID.class) : entry.mergedInto())
                .bind("version", entry.version())
                .bind("updatedAt", entry.updatedAt());
    }

    /** Those that are being merged into the entry; nobody changes them until the transaction ends. */
    Flux<DictionaryEntry> beingMergedInto(UUID id) {
        return database.sql("select " + COLUMNS
                + " from dictionary_entry where merged_into = :id order by id for no key update")
                .bind("id", id)
                .mapProperties(DictionaryEntry.class)
                .all();
    }

    /** What took the place, or is about to, of those of the given entries that were merged. */
    public Mono<Map<UUID, UUID>> successors(Collection<UUID> ids) {
        return database.sql("select id, entry_id as into_id from dictionary_successor where id = any(:ids)"
                + " union all select id, merged_into from dictionary_entry"
                + " where id = any(:ids) and merged_into is not null")
                .bind("ids", ids.toArray(UUID[]::new))
                .mapProperties(Successor.class)
                .all()
                .collectMap(Successor::id, Successor::intoId);
    }

    /** Another takes the place of the entry, in trait groups too, and goes by its id and its names. */
    Mono<Void> succeed(DictionaryEntry entry, UUID another) {
        return Flux.just("update dictionary_alias set entry_id = :another where entry_id = :id",
                "update dictionary_successor set entry_id = :another where entry_id = :id",
                "insert into dictionary_successor (id, entry_id) values (:id, :another)",
                "update dictionary_entry set trait_ids = case when :another = any(trait_ids) then trait_ids"
                        + " else array_replace(trait_ids, :id, :another) end where :id = any(trait_ids)")
                .concatMap(sql -> database.sql(sql).bind("id", entry.id()).bind("another", another).then())
                .then()
                .then(database.sql("insert into dictionary_alias (dictionary, name, entry_id)"
                        + " select distinct e.dictionary, folded(n), e.id from unnest(:names) n, dictionary_entry e"
                        + " where e.id = :another on conflict (dictionary, name) do update set entry_id = excluded.entry_id")
                        .bind("names", new String[]{entry.name(), entry.code()})
                        .bind("another", another)
                        .then());
    }

    /** And leaves no trait group with a trait there is not. */
    Mono<Void> remove(DictionaryEntry entry) {
        return database.sql("with left_out as (update dictionary_entry set trait_ids = array_remove(trait_ids, :id)"
                + " where :id = any(trait_ids)) delete from dictionary_entry where id = :id")
                .bind("id", entry.id())
                .then();
    }

    Mono<Uses> uses(DictionaryEntry entry) {
        return database.sql("select count(*) as clients, count(merged_into) as merged,"
                + " (select count(*) from client_template where strpos(lower(content::text), :text) > 0) as templates,"
                + " (select count(*) from dictionary_entry where merged_into = :id) as merging"
                + " from client where " + refersTo(entry.dictionary()))
                .bind("id", entry.id())
                .bind("text", entry.id().toString())
                .mapProperties(Uses.class)
                .one();
    }

    /**
     * Who refers to an entry.
     *
     * @param merged those of the clients that were merged into others
     * @param merging entries that are being merged into it
     */
    record Uses(Long clients, Long merged, Long templates, Long merging) {
        boolean any() {
            return clients + templates + merging > 0;
        }
    }

    /** Some of the clients that refer to the entry, those too that were merged into others. */
    public Flux<UUID> someReferringTo(DictionaryEntry entry, int limit) {
        return database.sql("select id from client where " + refersTo(entry.dictionary()) + " limit :limit")
                .bind("id", entry.id())
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    record Successor(UUID id, UUID intoId) {}

    private static String refersTo(DictionaryKind dictionary) {
        return switch (dictionary) {
            case GROUP -> "group_id = :id";
            case SOURCE -> "source_id = :id";
            case INDUSTRY -> "industry_id = :id";
            // The first condition is there for the planner: the index holds only cards that have any.
            case TRAIT -> "card -> 'traitIds' <> '[]' and card -> 'traitIds' @> to_jsonb(:id)";
            case FLAG -> "card -> 'flagIds' <> '[]' and card -> 'flagIds' @> to_jsonb(:id)";
            case TRAIT_GROUP -> "id = :id and false";
        };
    }
}
