package pl.kartoteka.client.duplicate;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.duplicate.NearDuplicate.Match;
import pl.kartoteka.client.folding.CardWords;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds clients that look like given ones. What they have exactly in common is one look into one index, for one client or five
 * hundred. Names that are only similar cost tens of milliseconds in a large base, so they are looked for at the pace of people:
 * a stream of registrations gets the exact look alone.
 */
@Component
public class NearDuplicates {
    private static final Logger log = LoggerFactory.getLogger(NearDuplicates.class);
    private static final long PACE = Duration.ofMillis(500).toNanos();
    /** Nobody else looks while one does. */
    private static final long LONGEST = Duration.ofMinutes(1).toNanos();
    /** How many times as long as it took is waited after a look. */
    private static final int REST = 20;
    private static final int MOST = 10;

    private static final String OTHERS = others("g.likeness", "true");

    private static final String OF_REGISTERED = """
            select g.id as of, o.id, o.name, o.matched
            from client g
            cross join lateral (%s) o
            where g.id = any(:ids) and cardinality(o.matched) > 0
            """.formatted(OTHERS);

    /** A name alone is no news among thousands of rows, and the most frequent names are hundreds of clients'. */
    private static final String OF_IMPORTED = """
            with g as materialized (
                select * from (
                    select id, head_office_id, likeness,
                           btrim(regexp_replace(' ' || likeness, ' n:[^ ]*', '', 'g')) as telling
                    from client where id = any(:ids)) registered
                where telling <> '')
            select g.id as of, o.id, o.name, o.matched
            from g
            cross join lateral (%s) o
            where cardinality(o.matched) > 0
            """.formatted(others("g.telling", "c.id < :before"));

    private static final String OF_CARD = """
            with g as materialized (
                select cast(:of as uuid) as id, cast(:headOffice as uuid) as head_office_id, cast(:likeness as text) as likeness)
            select g.id as of, o.id, o.name, o.matched
            from g
            cross join lateral (%s) o
            where cardinality(o.matched) > 0
            """.formatted(OTHERS);

    private static final String SIMILAR = """
            select cast(:of as uuid) as of, c.id, c.name, array['SIMILAR_NAME'] as matched
            from client c
            where folded(:name) <% c.search_text and similarity(name_key(c.name), name_key(:name)) >= 0.5
              and name_key(c.name) <> name_key(:name)
              and c.merged_into is null and c.id <> :of and c.head_office_id is distinct from :of
            order by similarity(name_key(c.name), name_key(:name)) desc, c.id
            limit 10
            """;

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(Include.NON_EMPTY))
            .build();
    private static final UUID NOBODY = new UUID(0, 0);

    private final DatabaseClient database;
    private final AtomicLong nextSimilar = new AtomicLong(System.nanoTime());

    NearDuplicates(DatabaseClient database) {
        this.database = database;
    }

    /** For clients just registered; fails never, for they are registered. */
    public Mono<Map<UUID, List<NearDuplicate>>> ofRegistered(Collection<UUID> ids) {
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(OF_REGISTERED)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .mapProperties(Row.class)
                        .all()
                        .collectList()
                        .map(NearDuplicates::byClient)
                        .onErrorResume(NearDuplicates::none);
    }

    /**
     * For clients just registered from a file: whoever was there before and has more in common with them than a name.
     *
     * @param before an id that was given before theirs
     */
    public Mono<Map<UUID, List<NearDuplicate>>> ofRegistered(Collection<UUID> ids, UUID before) {
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : database.sql(OF_IMPORTED)
                        .bind("ids", ids.toArray(UUID[]::new))
                        .bind("before", before)
                        .mapProperties(Row.class)
                        .all()
                        .collectList()
                        .map(NearDuplicates::byClient);
    }

    /** As {@link #ofRegistered}, and with similar names where there is time for it. */
    public Mono<List<NearDuplicate>> ofRegistered(UUID id, ClientCard card) {
        return ofRegistered(List.of(id))
                .map(found -> found.getOrDefault(id, List.of()))
                .flatMap(exact -> mayLookForSimilar()
                        ? restingAfter(similar(id, card.name())).map(similar -> together(exact, similar))
                                .onErrorReturn(exact)
                        : Mono.just(exact));
    }

    /** For a card that is not registered. */
    public Mono<List<NearDuplicate>> ofDraft(ClientCard card) {
        return ofKnown(NOBODY, card);
    }

    /** For a client that is in the register, whether or not there is time. */
    public Mono<List<NearDuplicate>> ofKnown(UUID id, ClientCard card) {
        UUID headOffice = card.headOfficeId() == null ? NOBODY : card.headOfficeId();
        return database.sql(OF_CARD)
                .bind("of", id)
                .bind("headOffice", headOffice)
                .bind("likeness", CardWords.of(JSON.valueToTree(card.masked())).likeness())
                .mapProperties(Row.class)
                .all()
                .map(Row::duplicate)
                .collectList()
                .zipWhen(_ -> similar(id, card.name()), NearDuplicates::together);
    }

    private Mono<List<NearDuplicate>> similar(UUID id, String name) {
        return database.sql(SIMILAR)
                .bind("of", id)
                .bind("name", name)
                .mapProperties(Row.class)
                .all()
                .map(Row::duplicate)
                .collectList();
    }

    /**
     * A branch has its name and address in common with its head office; that is no news. Materialized, because with the limit in
     * sight PostgreSQL may hope to meet a few soon and read every client.
     *
     * @param words by which they are looked for
     * @param condition on {@code c}, asked of those alone who are alike: no index shall serve it
     */
    private static String others(String words, String condition) {
        return """
                with alike as materialized (
                    select c.id, c.name, c.likeness, c.card ->> 'regon' as regon, c.card ->> 'krs' as krs,
                           lower(c.card ->> 'euVatNumber') as eu_vat_number
                    from client c
                    where search_words(c.search_text || ' ' || c.likeness) @@ any_word(%s)
                      and c.merged_into is null and c.id is distinct from g.id and c.id is distinct from g.head_office_id
                      and c.head_office_id is distinct from g.id
                      and (g.head_office_id is null or c.head_office_id is distinct from g.head_office_id))
                select c.id, c.name, array(
                    select distinct case when word like 'n:%%' then 'NAME'
                                         when word like 'a:%%' then 'ADDRESS'
                                         when word like '%%@%%' then 'EMAIL'
                                         when word = c.regon then 'REGON'
                                         when word = c.krs then 'KRS'
                                         when word = c.eu_vat_number then 'EU_VAT_NUMBER'
                                         else 'PHONE' end
                    from unnest(string_to_array(c.likeness, ' ')) word
                    where strpos(' ' || g.likeness || ' ', ' ' || word || ' ') > 0) as matched
                from alike c
                where %s
                limit %d""".formatted(words, condition, MOST);
    }

    private boolean mayLookForSimilar() {
        long now = System.nanoTime();
        long next = nextSimilar.get();
        return now - next >= 0 && nextSimilar.compareAndSet(next, now + LONGEST);
    }

    /** However large the base is, these looks take a small part of what the database can do. */
    private Mono<List<NearDuplicate>> restingAfter(Mono<List<NearDuplicate>> look) {
        long began = System.nanoTime();
        return look.doFinally(_ -> {
            long now = System.nanoTime();
            nextSimilar.set(now + Math.max(PACE, REST * (now - began)));
        });
    }

    private static List<NearDuplicate> together(List<NearDuplicate> exact, List<NearDuplicate> similar) {
        var all = new LinkedHashMap<UUID, NearDuplicate>();
        exact.forEach(one -> all.put(one.id(), one));
        similar.forEach(one -> all.merge(one.id(), one, (known, more) -> new NearDuplicate(known.id(), known.name(),
                Stream.concat(known.matched().stream(), more.matched().stream()).toList())));
        return all.values().stream().limit(MOST).toList();
    }

    private static Map<UUID, List<NearDuplicate>> byClient(List<Row> rows) {
        var found = new LinkedHashMap<UUID, List<NearDuplicate>>();
        rows.forEach(row -> found.merge(row.of(), List.of(row.duplicate()),
                (known, more) -> Stream.concat(known.stream(), more.stream()).toList()));
        return found;
    }

    private static Mono<Map<UUID, List<NearDuplicate>>> none(Throwable failure) {
        log.warn("no look for near duplicates: {}", failure.getClass().getSimpleName());
        return Mono.just(Map.of());
    }

    record Row(UUID of, UUID id, String name, String[] matched) {
        NearDuplicate duplicate() {
            return new NearDuplicate(id, name, Stream.of(matched).map(Match::valueOf).sorted().toList());
        }
    }
}
