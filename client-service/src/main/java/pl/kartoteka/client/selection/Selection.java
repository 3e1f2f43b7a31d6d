package pl.kartoteka.client.selection;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import pl.kartoteka.client.customfield.CustomFields;
import pl.kartoteka.client.registry.Client;
import pl.kartoteka.client.registry.ClientRows;
import pl.kartoteka.criteria.CriteriaReader;
import pl.kartoteka.criteria.CriteriaReading;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.criteria.FieldCatalogue;
import pl.kartoteka.criteria.RuleSql;
import pl.kartoteka.http.LongStatements;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Finds out which clients a filter means; streams them without holding more than a few at a time. */
@Component
public class Selection {
    private static final int FETCHED_AT_ONCE = 500;
    private static final String CRITERIA = "criteria";
    private static final String NOT_MERGED = "client.merged_into is null";
    /** Both from indexes, where a condition would have every client read. */
    private static final String COUNT_NOT_MERGED = "select (select count(*) from client)"
            + " - (select count(*) from client where merged_into is not null)";

    private final DatabaseClient database;
    private final ClientRows rows;
    private final CustomFields customFields;
    private final KnownSegments segments;
    private final Clock clock;
    private final TransactionalOperator transaction;

    Selection(
            DatabaseClient database,
            ClientRows rows,
            CustomFields customFields,
            KnownSegments segments,
            Clock clock,
            TransactionalOperator transaction) {
        this.database = database;
        this.rows = rows;
        this.customFields = customFields;
        this.segments = segments;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** The filter as SQL, or 400 that names every mistake in it. */
    public Mono<ClientCondition> condition(ClientFilter filter) {
        return terms(filter.q()).flatMap(terms -> condition(filter, terms));
    }

    /** What is looked for, folded as the clients are. */
    public Mono<SearchTerms> terms(@Nullable String q) {
        return Mono.fromSupplier(() -> SearchTerms.of(SearchTerms.parts(q)));
    }

    private Mono<ClientCondition> condition(ClientFilter filter, SearchTerms terms) {
        JsonNode criteria = filter.criteria();
        return criteria == null || criteria.isNull()
                ? Mono.just(condition(filter, terms, null))
                : fieldsOf(criteria.toString())
                        .flatMap(fields -> sql(criteria, fields))
                        .map(rule -> condition(filter, terms, rule));
    }

    /** @param sort as in {@code name,-createdAt} */
    public Mono<SortOrder> order(@Nullable String sort) {
        return fieldsOf(sort == null ? "" : sort).map(fields -> SortOrder.parse(sort, fields));
    }

    /** Those defined at run time are looked up only where one is named. */
    private Mono<ClientFields> fieldsOf(String words) {
        return words.contains(FieldCatalogue.CUSTOM_PREFIX)
                ? customFields.every().collectList().map(ClientFields::with)
                : Mono.just(ClientFields.with(List.of()));
    }

    public Mono<Long> count(ClientFilter filter) {
        return condition(filter).map(condition -> condition.sql().equals(NOT_MERGED)
                ? database.sql(COUNT_NOT_MERGED)
                : statement("select count(*) from client where ", condition, ""))
                .flatMap(statement -> statement.mapValue(Long.class).one());
    }

    /** In the order of their ids; the statement runs as long as the stream is read. */
    public Flux<UUID> ids(ClientFilter filter, @Nullable UUID after) {
        return condition(filter).flatMapMany(condition -> streamed("select client.id", condition, after)
                .mapValue(UUID.class).all());
    }

    /** As {@link #ids}. */
    public Flux<Client> clients(ClientFilter filter, @Nullable UUID after) {
        return condition(filter).flatMapMany(
                condition -> read(streamed("select " + ClientRows.COLUMNS, condition, after)));
    }

    /** In that order; the statement runs as long as the stream is read. */
    public Flux<Client> clients(ClientFilter filter, SortOrder order) {
        return condition(filter).flatMapMany(condition -> read(
                statement("select " + ClientRows.COLUMNS + " from client where ", condition,
                        " order by " + order.orderBy())
                        .filter(statement -> statement.fetchSize(FETCHED_AT_ONCE))));
    }

    /** What is fetched piece by piece is one statement to the database, from the first piece to the last. */
    private Flux<Client> read(GenericExecuteSpec statement) {
        return LongStatements.allow(database).thenMany(rows.read(statement)).as(transaction::transactional);
    }

    private GenericExecuteSpec streamed(String select, ClientCondition condition, @Nullable UUID after) {
        return statement(select + " from client where client.id > :beyond and ", condition, " order by client.id")
                .bind("beyond", after == null ? new UUID(0, 0) : after)
                .filter(statement -> statement.fetchSize(FETCHED_AT_ONCE));
    }

    private GenericExecuteSpec statement(String before, ClientCondition condition, String after) {
        return database.sql(before + "(" + condition.sql() + ")" + after).bindValues(condition.parameters());
    }

    private static ClientCondition condition(ClientFilter filter, SearchTerms terms, @Nullable RuleSql rule) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (!filter.merged()) {
            conditions.add(NOT_MERGED);
        }
        if (!terms.isEmpty()) {
            conditions.add(terms.containing(parameters));
        }
        if (rule != null) {
            conditions.add(rule.condition());
            parameters.putAll(rule.parameters());
        }
        List<UUID> ids = filter.ids();
        if (ids != null) {
            conditions.add("client.id = any(:ids)");
            parameters.put("ids", ids.toArray(UUID[]::new));
        }
        List<String> caretakers = filter.caretakers();
        if (caretakers != null) {
            conditions.add(lookedAfterBy(caretakers, parameters));
        }
        return new ClientCondition(
                conditions.isEmpty() ? "true" : String.join(" and ", conditions), Map.copyOf(parameters));
    }

    /** In the words of the index on caretakers. */
    private static String lookedAfterBy(List<String> subjects, Map<String, Object> parameters) {
        return subjects.isEmpty()
                ? "false"
                : IntStream.range(0, subjects.size())
                        .mapToObj(i -> {
                            parameters.put("caretaker" + i, subjects.get(i));
                            return "client.card -> 'caretakers' @>"
                                    + " jsonb_build_array(jsonb_build_object('subject', cast(:caretaker" + i
                                    + " as text)))";
                        })
                        .collect(Collectors.joining(" or ", "(client.card -> 'caretakers' <> '[]' and (", "))"));
    }

    private Mono<RuleSql> sql(JsonNode criteria, ClientFields fields) {
        LocalDate today = clock.instant().atZone(Facts.WARSAW).toLocalDate();
        return switch (CriteriaReader.read(criteria, CRITERIA, fields.catalogue())) {
            case CriteriaReading.Understood(var rule, var segmentPaths) -> segments.requireVisible(segmentPaths)
                    .then(Mono.fromSupplier(() -> RuleSql.filter(rule, today, fields.sql())));
            case CriteriaReading.Refused(var mistakes) -> Mono.error(new InvalidInput(mistakes.stream()
                    .map(mistake -> new FieldError(mistake.path(), mistake.code(), mistake.arguments()))
                    .toList()));
        };
    }
}
