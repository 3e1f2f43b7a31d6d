package pl.kartoteka.client.dictionary;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.http.Ids;
import pl.kartoteka.reliable.Outbox;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Entries as files call them: by code or by name, in whatever case, with or without diacritics. */
@Component
public class DictionaryNames {
    private static final int LONGEST_CODE = 50;
    private static final int DISTINCT = 4;

    private final DatabaseClient database;
    private final Dictionaries dictionaries;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;

    DictionaryNames(DatabaseClient database, Dictionaries dictionaries, Outbox outbox, Ids ids, Clock clock) {
        this.database = database;
        this.dictionaries = dictionaries;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
    }

    public record Name(DictionaryKind dictionary, String text) {}

    /** What every entry of every dictionary is called. */
    public Mono<Map<UUID, String>> all() {
        return database.sql("select id, name from dictionary_entry").mapProperties(Called.class).all()
                .collectMap(Called::id, Called::name);
    }

    /**
     * The entries that go by these names; one that is missing has no entry. For an entry that was merged, the one that took
     * its place; a retired one only where nothing else goes by the name, for clients that have it already.
     */
    public Mono<Map<Name, UUID>> find(Collection<Name> names) {
        if (names.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql("""
                with recursive given as (
                    select * from unnest(:dictionaries, :texts) as g(dictionary, text)),
                called as (
                    select g.dictionary, g.text, case when lower(e.code) = lower(g.text) then 0 else 1 end as rank, e.id
                    from given g
                    join dictionary_entry e on e.dictionary = g.dictionary
                        and (lower(e.code) = lower(g.text) or folded(e.name) = folded(g.text))
                    union all
                    select g.dictionary, g.text, 2, a.entry_id
                    from given g join dictionary_alias a on a.dictionary = g.dictionary and a.name = folded(g.text)),
                named as (
                    select c.dictionary, c.text, c.rank, e.id, e.retired, e.merged_into, 0 as step
                    from called c join dictionary_entry e on e.id = c.id
                    union all
                    select n.dictionary, n.text, n.rank, e.id, e.retired, e.merged_into, n.step + 1
                    from named n join dictionary_entry e on e.id = n.merged_into
                    where n.step < 100)
                select distinct on (dictionary, text) dictionary, text, id
                from named
                where merged_into is null
                order by dictionary, text, retired, rank, id
                """)
                .bind("dictionaries", names.stream().map(name -> name.dictionary().name()).toArray(String[]::new))
                .bind("texts", names.stream().map(Name::text).toArray(String[]::new))
                .mapProperties(Found.class)
                .all()
                .collectMap(found -> new Name(found.dictionary(), found.text()), Found::id);
    }

    /** As {@link #find}, and those that are missing are added; needs a transaction. */
    public Mono<Map<Name, UUID>> findOrAdd(Set<Name> names) {
        return find(names).flatMap(found -> found.size() == names.size()
                ? Mono.just(found)
                : add(missing(names, found), DictionaryNames::code)
                        .then(find(names))
                        // The code was another name's.
                        .flatMap(more -> more.size() == names.size()
                                ? Mono.just(more)
                                : add(missing(names, more), DictionaryNames::distinctCode).then(find(names))));
    }

    private Mono<Void> add(List<Name> names, UnaryOperator<String> code) {
        return Flux.fromIterable(names)
                .map(name -> DictionaryEntry.named(ids.next(), name.dictionary(), code.apply(name.text()), name.text(),
                        clock.instant()))
                .concatMap(entry -> dictionaries.add(entry)
                        .filter(added -> added)
                        .flatMap(_ -> outbox.append(DictionaryEvents.changed(entry))))
                .then();
    }

    private static List<Name> missing(Set<Name> names, Map<Name, UUID> found) {
        return names.stream().filter(name -> !found.containsKey(name))
                .sorted((one, other) -> one.text().compareTo(other.text())).toList();
    }

    static String code(String name) {
        String plain = Normalizer.normalize(name.replace('ł', 'l').replace('Ł', 'L'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? distinctCode(name) : plain.substring(0, Math.min(LONGEST_CODE, plain.length()));
    }

    static String distinctCode(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return "X" + HexFormat.of().withUpperCase().formatHex(hash, 0, DISTINCT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    record Called(UUID id, String name) {}

    record Found(DictionaryKind dictionary, String text, UUID id) {}
}
