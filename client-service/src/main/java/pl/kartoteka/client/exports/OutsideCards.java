package pl.kartoteka.client.exports;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is known of clients that does not stand on their cards: the code by which imports know them, and what their documents come to. */
@Component
class OutsideCards {
    private final DatabaseClient database;

    OutsideCards(DatabaseClient database) {
        this.database = database;
    }

    /**
     * @param code of CSV files, or else of another system
     * @param count documents that are sales of their own
     * @param turnover in PLN, as criteria compare it
     * @param balance still to be paid, in PLN
     */
    record Known(UUID id, @Nullable String code, Long count, BigDecimal turnover, BigDecimal balance,
            @Nullable LocalDate lastDate) {}

    Mono<Map<UUID, Known>> of(Collection<UUID> clients) {
        return database.sql("""
                select c.id, k.code, d.count, d.turnover, d.balance, d.last_date
                from unnest(:ids) as c(id)
                left join lateral (
                    select substr(k.key, length('code:') + 1) as code
                    from client_import_key k
                    where k.client_id = c.id and starts_with(k.key, 'code:')
                    order by k.source <> 'CSV', k.source, k.key
                    limit 1) k on true
                cross join lateral (
                    select count(*) filter (where type <> 'CORRECTION') as count,
                           coalesce(sum(gross) filter (where currency = 'PLN'), 0) as turnover,
                           coalesce(sum(gross - paid) filter (where currency = 'PLN'), 0) as balance,
                           max(issued_on) filter (where type <> 'CORRECTION') as last_date
                    from sales_document d
                    where d.client_id = c.id and d.is_sale) d
                """)
                .bind("ids", clients.toArray(UUID[]::new))
                .mapProperties(Known.class)
                .all()
                .collectMap(Known::id);
    }
}
