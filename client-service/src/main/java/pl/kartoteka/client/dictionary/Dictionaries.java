package pl.kartoteka.client.dictionary;

import java.util.Collection;
import java.util.List;
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

    /** Another takes the place of the entry, and goes by its names. */
    Mono<Void> nameAfter(DictionaryEntry entry, UUID another) {
        return database.sql("update dictionary_alias set entry_id = :another where entry_id = :id")
                .bind("id", entry.id())
                .bind("another", another)
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

    Mono<Long> clientsReferringTo(DictionaryEntry entry) {
        return database.sql("select count(*) from client where " + refersTo(entry.dictionary()))
                .bind("id", entry.id())
                .mapValue(Long.class)
                .one();
    }

    /** Some of the clients that refer to the entry. */
    public Flux<UUID> someReferringTo(DictionaryEntry entry, int limit) {
        return database.sql("select id from client where " + refersTo(entry.dictionary()) + " limit :limit")
                .bind("id", entry.id())
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

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
