package pl.kartoteka.client.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import pl.kartoteka.client.registry.ClientRows;
import pl.kartoteka.client.registry.ClientRows.Placed;
import pl.kartoteka.client.selection.ClientCondition;
import pl.kartoteka.client.selection.ClientFilter;
import pl.kartoteka.client.selection.SearchTerms;
import pl.kartoteka.client.selection.Selection;
import pl.kartoteka.client.selection.SortOrder;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Pages of the clients that a filter means, in any order, or the best first. */
@Component
class ClientSearch {
    /** The class of what PostgreSQL says of values that do not fit their type. */
    private static final String DATA_EXCEPTION = "22";

    private final DatabaseClient database;
    private final ClientRows rows;
    private final Selection selection;
    private final RankedSearch ranked;
    private final TransactionalOperator readOnly;

    ClientSearch(DatabaseClient database, ClientRows rows, Selection selection, RankedSearch ranked,
            ReactiveTransactionManager transactions) {
        this.ranked = ranked;
        this.database = database;
        this.rows = rows;
        this.selection = selection;
        var definition = new DefaultTransactionDefinition();
        definition.setReadOnly(true);
        this.readOnly = TransactionalOperator.create(transactions, definition);
    }

    /** @param sort null for the best first where something is looked for, else by name */
    Mono<Found> page(ClientFilter filter, @Nullable String sort, @Nullable String cursor, int limit) {
        return bestFirst(filter, sort)
                .flatMap(best -> ranked.page(best.terms(), best.others(), cursor, limit))
                .switchIfEmpty(Mono.defer(() -> sorted(filter, sort, cursor, limit)))
                .as(this::plannedAnew);
    }

    /** How many the pages of the same filter and sort have together. */
    Mono<Long> count(ClientFilter filter, @Nullable String sort) {
        return bestFirst(filter, sort)
                .flatMap(best -> ranked.count(best.terms(), best.others()))
                .switchIfEmpty(Mono.defer(() -> selection.count(filter)))
                .as(this::plannedAnew);
    }

    /**
     * With a plan for what is looked for. After some executions PostgreSQL may take one for anything that could be, and that one goes
     * through all clients.
     */
    private <T> Mono<T> plannedAnew(Mono<T> search) {
        return database.sql("set local plan_cache_mode = force_custom_plan").then().then(search)
                .as(readOnly::transactional);
    }

    /** Empty where the clients come in an order that has nothing to do with what is looked for. */
    private Mono<BestFirst> bestFirst(ClientFilter filter, @Nullable String sort) {
        return sort != null && !sort.isBlank()
                ? Mono.empty()
                : selection.terms(filter.q()).filter(terms -> !terms.isEmpty())
                        .zipWhen(_ -> selection.condition(filter.withoutText()), BestFirst::new);
    }

    private Mono<Found> sorted(ClientFilter filter, @Nullable String sort, @Nullable String cursor, int limit) {
        return Mono.zip(selection.condition(filter), selection.order(sort))
                .flatMap(both -> page(both.getT1(), both.getT2(), cursor, limit));
    }

    private Mono<Found> page(ClientCondition condition, SortOrder order, @Nullable String cursor, int limit) {
        Map<String, Object> parameters = new HashMap<>(condition.parameters());
        String beyond = cursor == null
                ? ""
                : " and " + order.beyond(Cursor.decode(cursor, order.size()), parameters);
        String sql = ClientRows.first("(%s)%s".formatted(condition.sql(), beyond), order.orderBy(), order.position(),
                limit + 1);
        return rows.readPlaced(database.sql(sql).bindValues(parameters))
                .collectList()
                // Of all that is bound, only a cursor can be what no column can hold.
                .onErrorMap(
                        e -> cursor != null && isUnfitValue(e), _ -> new InvalidInput("cursor", "cursor.invalid"))
                .map(found -> Found.of(found, limit));
    }

    private static boolean isUnfitValue(Throwable failure) {
        return failure.getCause() instanceof R2dbcException cause
                && cause.getSqlState() != null
                && cause.getSqlState().startsWith(DATA_EXCEPTION);
    }

    private record BestFirst(SearchTerms terms, ClientCondition others) {}

    /** @param next where the next page begins; null at the end */
    record Found(List<Placed> clients, @Nullable String next) {

        private static Found of(List<Placed> oneMore, int limit) {
            List<Placed> clients = oneMore.subList(0, Math.min(limit, oneMore.size()));
            return new Found(clients, oneMore.size() > limit ? next(clients.getLast()) : null);
        }

        private static String next(Placed last) {
            return Cursor.encode(List.of(JsonMapper.shared().readValue(last.position(), String[].class)));
        }
    }
}
