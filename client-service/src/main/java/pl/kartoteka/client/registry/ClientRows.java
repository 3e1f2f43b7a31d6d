package pl.kartoteka.client.registry;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Rows of the table {@code client} as clients. */
@Component
public class ClientRows {
    /** What a statement must select for its rows to be read here. */
    public static final String COLUMNS = "client.id, client.version, client.card::text as card, client.nip_shared,"
            + " client.merged_into, client.created_at, client.updated_at,"
            + " (select cast(extract(epoch from p.added_at) * 1000000 as bigint) from client_photo p"
            + " where p.client_id = client.id) as photo";

    private final CardJson json;

    ClientRows(CardJson json) {
        this.json = json;
    }

    public Flux<Client> read(GenericExecuteSpec statement) {
        return statement.mapProperties(Row.class).all().map(this::client);
    }

    /**
     * A statement for the first clients who fulfil a condition. The cards of those alone are read: to write out the cards of all who
     * are put in order would take longer than to find them.
     *
     * @param position where in the order a client stands
     */
    public static String first(String condition, String order, String position, int limit) {
        return """
                select %s, %s as position
                from (select client.id as found_id from client where %s order by %s limit %d) found
                join client on client.id = found_id
                order by %s
                """.formatted(COLUMNS, position, condition, order, limit, order);
    }

    /** Also selects, as {@code position}, where in their order a client stands. */
    public Flux<Placed> readPlaced(GenericExecuteSpec statement) {
        return statement.mapProperties(PlacedRow.class).all().map(row -> new Placed(client(row.client()),
                row.position()));
    }

    public record Placed(Client client, String position) {}

    private Client client(Row row) {
        return new Client(row.id(), row.version(), json.read(row.card(), row.id()), row.nipShared(), row.mergedInto(),
                row.photo(), row.createdAt(), row.updatedAt());
    }

    // Boxed, because the driver knows no primitives and each would cost an exception.
    record PlacedRow(UUID id, Long version, String card, Boolean nipShared, @Nullable UUID mergedInto,
            Instant createdAt, Instant updatedAt, @Nullable Long photo, String position) {
        Row client() {
            return new Row(id, version, card, nipShared, mergedInto, createdAt, updatedAt, photo);
        }
    }

    record Row(UUID id, Long version, String card, Boolean nipShared, @Nullable UUID mergedInto, Instant createdAt,
            Instant updatedAt, @Nullable Long photo) {}
}
