package pl.kartoteka.client.imports;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.imports.RowIdentity.Number;
import pl.kartoteka.client.imports.RowIdentity.Number.Kind;
import reactor.core.publisher.Flux;

/** Clients by their ids, and by numbers that nothing keeps from being several clients'. */
@Component
class NumberHolders {
    /** A holder that was merged away stands for the one it became. */
    private static final String HOLDER = """
            case when c.merged_into is null then c.id else survivor_of(c.id) end as client_id, c.nip,
            c.head_office_id is not null as branch,
            exists (select from client_import_key k
                    where k.client_id = c.id and k.source = :source and k.key like 'code:%') as coded
            """;

    /** Each number is a look into the index of words. Materialized: see NearDuplicates. */
    private static final String BY_NUMBERS = """
            with given as materialized (select * from unnest(:fields, :values) as g(field, value))
            select given.field, given.value,
            """ + HOLDER + """
            from given cross join lateral (
                select id, merged_into, nip, head_office_id from client
                where search_words(search_text || ' ' || likeness) @@ any_word(lower(given.value))
                  and card ->> given.field = given.value) c
            """;

    private static final String BY_PESELS = """
            select 'pesel' as field, c.card ->> 'peselMark' as value,
            """ + HOLDER + """
            from client c
            where c.card ->> 'peselMark' is not null and c.card ->> 'peselMark' = any(:values)
            """;

    private final DatabaseClient database;

    NumberHolders(DatabaseClient database) {
        this.database = database;
    }

    record Ours(UUID id, Boolean merged) {}

    /** @param coded whether it goes by a code of the source itself */
    record Holder(String field, String value, UUID clientId, @Nullable String nip, Boolean branch, Boolean coded) {
        String key() {
            return field + ":" + value;
        }

        /** Branches have the numbers of the whole, but the REGON of a local unit is nobody else's. */
        boolean byNumberOfTheWhole() {
            return branch && !(field.equals(Kind.REGON.field()) && value.length() == Number.LOCAL_UNIT);
        }
    }

    Flux<Ours> ours(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Flux.empty()
                : database.sql("select id, merged_into is not null as merged from client where id = any(:ids)")
                        .bind("ids", ids.toArray(UUID[]::new))
                        .mapProperties(Ours.class)
                        .all();
    }

    /** @param source whose codes the file uses */
    Flux<Holder> of(String source, Collection<Number> numbers) {
        List<Number> inCards = numbers.stream().filter(number -> number.kind() != Kind.PESEL).toList();
        List<Number> pesels = numbers.stream().filter(number -> number.kind() == Kind.PESEL).toList();
        Flux<Holder> byNumbers = inCards.isEmpty()
                ? Flux.empty()
                : database.sql(BY_NUMBERS)
                        .bind("source", source)
                        .bind("fields", inCards.stream().map(number -> number.kind().field()).toArray(String[]::new))
                        .bind("values", inCards.stream().map(Number::value).toArray(String[]::new))
                        .mapProperties(Holder.class)
                        .all();
        Flux<Holder> byPesels = pesels.isEmpty()
                ? Flux.empty()
                : database.sql(BY_PESELS)
                        .bind("source", source)
                        .bind("values", pesels.stream().map(Number::value).toArray(String[]::new))
                        .mapProperties(Holder.class)
                        .all();
        return Flux.concat(byNumbers, byPesels);
    }
}
