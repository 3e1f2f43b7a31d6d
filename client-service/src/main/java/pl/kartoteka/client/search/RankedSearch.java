package pl.kartoteka.client.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.client.registry.ClientRows;
import pl.kartoteka.client.registry.ClientRows.Placed;
import pl.kartoteka.client.search.FrequentWords.Shares;
import pl.kartoteka.client.selection.ClientCondition;
import pl.kartoteka.client.selection.SearchTerms;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/**
 * The best first: whose number or address it is, whose name begins so, who has words that begin so, who contains it
 * anywhere; and where nobody does, who would but for one wrong letter. Each rank is asked only when those before it did
 * not fill the page, by a statement that its own index answers in order. Every client has one rank in one query, and
 * within a rank a place by its name or id.
 */
@Component
class RankedSearch {
    private static final String BEGINNING = "left(client.search_text, 48)";
    private static final int BEGINNING_LENGTH = 48;

    private final DatabaseClient database;
    private final ClientRows rows;
    private final FrequentWords frequent;

    RankedSearch(DatabaseClient database, ClientRows rows, FrequentWords frequent) {
        this.database = database;
        this.rows = rows;
        this.frequent = frequent;
    }

    private enum Rank {
        IDENTIFIER, BEGINNING, WORDS, ANYWHERE, MISSPELT
    }

    /** @param others what else the clients must fulfil */
    Mono<ClientSearch.Found> page(SearchTerms terms, ClientCondition others, @Nullable String cursor, int limit) {
        Place place = cursor == null ? Place.FIRST : Place.of(cursor);
        return frequent.shares()
                .map(shares -> new Query(terms, shares, others, limit + 1, cursor == null))
                .flatMap(query -> ranked(new ArrayList<>(), query, place))
                .map(found -> {
                    List<Found> clients = found.subList(0, Math.min(limit, found.size()));
                    return new ClientSearch.Found(
                            clients.stream().map(Found::client).toList(),
                            found.size() > limit ? clients.getLast().place().cursor() : null);
                });
    }

    /** How many all pages together have. */
    Mono<Long> count(SearchTerms terms, ClientCondition others) {
        Map<String, Object> parameters = new HashMap<>(others.parameters());
        return count(terms.containing(parameters), others, parameters)
                .flatMap(found -> found > 0 ? Mono.just(found) : misspelt(terms, others));
    }

    private Mono<Long> misspelt(SearchTerms terms, ClientCondition others) {
        Map<String, Object> parameters = new HashMap<>(others.parameters());
        return frequent.shares().flatMap(shares -> misspelt(terms, shares, parameters))
                .flatMap(condition -> count(condition, others, parameters))
                .defaultIfEmpty(0L);
    }

    private Mono<Long> count(String condition, ClientCondition others, Map<String, Object> parameters) {
        return database.sql("select count(*) from client where %s and (%s)".formatted(condition, others.sql()))
                .bindValues(parameters)
                .mapValue(Long.class)
                .one();
    }

    private Mono<List<Found>> ranked(List<Found> found, Query query, Place place) {
        return of(query, place, query.wanted() - found.size()).flatMap(more -> {
            found.addAll(more);
            Optional<Rank> next = place.rank().ordinal() + 1 < Rank.values().length && found.size() < query.wanted()
                    ? Optional.of(Rank.values()[place.rank().ordinal() + 1])
                    : Optional.empty();
            // Who asks for the next page of what was found does not ask for something similar.
            return next.filter(rank -> rank != Rank.MISSPELT || query.first() && found.isEmpty())
                    .map(rank -> ranked(found, query, new Place(rank, null, null)))
                    .orElseGet(() -> Mono.just(found));
        });
    }

    private Mono<List<Found>> of(Query query, Place place, int limit) {
        Map<String, Object> parameters = new HashMap<>(query.others().parameters());
        return condition(place.rank(), query.terms(), query.shares(), parameters)
                .flatMap(condition -> of(query, condition, place, limit, parameters))
                .defaultIfEmpty(List.of());
    }

    private Mono<List<Found>> of(
            Query query, String condition, Place place, int limit, Map<String, Object> parameters) {
        boolean byName = place.rank() == Rank.BEGINNING;
        String key = byName ? BEGINNING : "''";
        String beyond = "";
        if (place.id() != null) {
            parameters.put("id", place.id());
            beyond = " and client.id > cast(:id as uuid)";
            if (byName) {
                parameters.put("key", String.valueOf(place.key()));
                beyond = " and (" + BEGINNING + ", client.id) > (:key, cast(:id as uuid))";
            }
        }
        String sql = ClientRows.first("%s and (%s)%s".formatted(condition, query.others().sql(), beyond),
                byName ? key + ", client.id" : "client.id", key, limit);
        return rows.readPlaced(database.sql(sql).bindValues(parameters))
                .map(client -> new Found(
                        client, new Place(place.rank(), client.position(), client.client().id().toString())))
                .collectList();
    }

    /** Who has the rank and none before it; empty when the query can have nobody there. */
    private Mono<String> condition(
            Rank rank, SearchTerms terms, Shares shares, Map<String, Object> parameters) {
        return switch (rank) {
            case IDENTIFIER -> Mono.justOrEmpty(identifier(terms, parameters));
            case BEGINNING -> Mono.justOrEmpty(beginning(terms, parameters)
                    .map(condition -> condition + but(Rank.IDENTIFIER, terms, parameters)));
            case WORDS -> Mono.just(WordQuery.beginnings(terms, shares::beginning, parameters)
                    + but(Rank.IDENTIFIER, terms, parameters) + but(Rank.BEGINNING, terms, parameters));
            case ANYWHERE -> WordQuery.canBeInside(terms)
                    ? Mono.just(WordQuery.anywhere(terms, shares::anywhere, parameters) + " and not "
                            + WordQuery.beginningsSeen(terms, parameters))
                    : Mono.empty();
            case MISSPELT -> misspelt(terms, shares, parameters);
        };
    }

    private Mono<String> misspelt(SearchTerms terms, Shares shares, Map<String, Object> parameters) {
        return inUse(WordQuery.meant(terms), shares).filter(inUse -> !inUse.isEmpty())
                .map(inUse -> WordQuery.misspelt(terms, inUse, shares::beginning, parameters));
    }

    /** Whether a word of many is in use is known: to ask would be to read through all who have it. */
    private Mono<Set<String>> inUse(Set<String> words, Shares shares) {
        Set<String> known = shares.among(words);
        String[] others = words.stream().filter(word -> !known.contains(word)).toArray(String[]::new);
        return others.length == 0
                ? Mono.just(known)
                : database.sql("select words_in_use(:words)").bind("words", others)
                        .mapValue(String.class).all().concatWithValues(known.toArray(String[]::new))
                        .collect(Collectors.toSet());
    }

    /** Asked of those who are found, one by one. */
    private static String but(Rank better, SearchTerms terms, Map<String, Object> parameters) {
        return (better == Rank.IDENTIFIER ? identifier(terms, parameters) : beginningSeen(terms, parameters))
                .map(condition -> " and not (" + condition + ")").orElse("");
    }

    private static Optional<String> identifier(SearchTerms terms, Map<String, Object> parameters) {
        return WordQuery.identifier(terms).map(query -> WordQuery.matching(query, parameters));
    }

    private static Optional<String> beginning(SearchTerms terms, Map<String, Object> parameters) {
        return whole(terms).map(whole -> {
            // As PostgreSQL counts: a character that takes two here is one there.
            boolean isLonger = whole.codePointCount(0, whole.length()) > BEGINNING_LENGTH;
            String first = isLonger ? whole.substring(0, whole.offsetByCodePoints(0, BEGINNING_LENGTH)) : whole;
            parameters.put("first", first);
            parameters.put("last", first + Character.toString(Character.MAX_CODE_POINT));
            String condition = BEGINNING + " >= :first and " + BEGINNING + " < :last";
            return isLonger ? condition + " and " + seen(whole, parameters) : condition;
        });
    }

    /** As {@link #beginning}, for those who were found without that index. */
    private static Optional<String> beginningSeen(SearchTerms terms, Map<String, Object> parameters) {
        return whole(terms).map(whole -> seen(whole, parameters));
    }

    private static String seen(String whole, Map<String, Object> parameters) {
        parameters.put("whole", SearchTerms.literally(whole) + "%");
        return "client.search_text like :whole";
    }

    /** A query that can only be read in one way, as the search text of one whose name begins so. */
    private static Optional<String> whole(SearchTerms terms) {
        return terms.readings().size() == 1
                ? Optional.of(terms.readings().getFirst().stream().map(term -> " " + term.ways().getFirst())
                        .collect(Collectors.joining()))
                : Optional.empty();
    }

    /**
     * @param shares how many have frequent words
     * @param first whether the first page is asked for
     */
    private record Query(SearchTerms terms, Shares shares, ClientCondition others, int wanted,
            boolean first) {}

    private record Found(Placed client, Place place) {}

    /** @param id null before the first client of the rank */
    private record Place(Rank rank, @Nullable String key, @Nullable String id) {
        static final Place FIRST = new Place(Rank.IDENTIFIER, null, null);

        static Place of(String cursor) {
            List<@Nullable String> values = Cursor.decode(cursor, 3);
            try {
                return new Place(Rank.valueOf(String.valueOf(values.getFirst())), checked(values.get(1)),
                        UUID.fromString(checked(values.getLast())).toString());
            } catch (IllegalArgumentException _) {
                throw new InvalidInput("cursor", "cursor.invalid");
            }
        }

        private static String checked(@Nullable String value) {
            if (value == null || value.indexOf('\0') >= 0) {
                throw new InvalidInput("cursor", "cursor.invalid");
            }
            return value;
        }

        String cursor() {
            return Cursor.encode(List.of(rank.name(), String.valueOf(key), String.valueOf(id)));
        }
    }
}
