package pl.kartoteka.client.dictionary;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The entries of all dictionaries, as they are kept. */
@Component
public class Dictionaries {
    private static final String COLUMNS = "id, dictionary, code, name, version, created_at, updated_at";

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

    /** In the order of their codes, those after the given code. */
    Mono<List<DictionaryEntry>> list(DictionaryKind dictionary, @Nullable String after, int limit) {
        return database.sql("select " + COLUMNS + " from dictionary_entry"
                + " where dictionary = :dictionary and code > :after order by code limit :limit")
                .bind("dictionary", dictionary.name())
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .mapProperties(DictionaryEntry.class)
                .all()
                .collectList();
    }

    Mono<Long> count(DictionaryKind dictionary) {
        return database.sql("select count(*) from dictionary_entry where dictionary = :dictionary")
                .bind("dictionary", dictionary.name())
                .mapValue(Long.class)
                .one();
    }

    Mono<DictionaryEntry> find(DictionaryKind dictionary, UUID id) {
        return database.sql("select " + COLUMNS + " from dictionary_entry where dictionary = :dictionary and id = :id")
                .bind("dictionary", dictionary.name())
                .bind("id", id)
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
        return database.sql("insert into dictionary_entry (" + COLUMNS + ")"
                + " values (:id, :dictionary, :code, :name, :version, :createdAt, :updatedAt)"
                + " on conflict (dictionary, code) do nothing")
                .bind("id", entry.id())
                .bind("dictionary", entry.dictionary().name())
                .bind("code", entry.code())
                .bind("name", entry.name())
                .bind("version", entry.version())
                .bind("createdAt", entry.createdAt())
                .bind("updatedAt", entry.updatedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> rename(DictionaryEntry entry) {
        return database.sql(
                "update dictionary_entry set name = :name, version = :version, updated_at = :updatedAt where id = :id")
                .bind("id", entry.id())
                .bind("name", entry.name())
                .bind("version", entry.version())
                .bind("updatedAt", entry.updatedAt())
                .then();
    }

    Mono<Void> remove(DictionaryEntry entry) {
        return database.sql("delete from dictionary_entry where id = :id").bind("id", entry.id()).then();
    }

    Mono<Long> clientsReferringTo(DictionaryEntry entry) {
        String refers = switch (entry.dictionary()) {
            case GROUP -> "group_id = :id";
            case SOURCE -> "source_id = :id";
            case INDUSTRY -> "industry_id = :id";
            // The first condition is there for the planner: the index holds only cards that have traits.
            case TRAIT -> "card -> 'traitIds' <> '[]' and card -> 'traitIds' @> to_jsonb(:id)";
        };
        return database.sql("select count(*) from client where " + refers)
                .bind("id", entry.id())
                .mapValue(Long.class)
                .one();
    }
}
