package pl.kartoteka.client.customfield;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The definitions of custom fields, as they are kept. */
@Component
public class CustomFields {
    private static final String COLUMNS = "id, code, name, type, choices, required_for, default_value::text as default_json,"
            + " min, max, max_length, pattern, removing, version, created_at, updated_at";

    private static final Duration LATE = Duration.ofSeconds(1);

    private final DatabaseClient database;
    private volatile Mono<List<CustomField>> expected;

    CustomFields(DatabaseClient database) {
        this.database = database;
        this.expected = readExpected();
    }

    /** The fields with these codes, held until the transaction ends: whoever removes a field waits for the card that uses it. */
    public Flux<CustomField> held(Collection<String> codes) {
        return codes.isEmpty()
                ? Flux.empty()
                : database
                        .sql("select " + COLUMNS
                                + " from custom_field where code = any(:codes) order by id for key share")
                        .bind("codes", codes.toArray(String[]::new))
                        .mapProperties(CustomField.class)
                        .all();
    }

    public Flux<CustomField> all(Collection<String> codes) {
        return codes.isEmpty()
                ? Flux.empty()
                : database.sql("select " + COLUMNS + " from custom_field where code = any(:codes)")
                        .bind("codes", codes.toArray(String[]::new))
                        .mapProperties(CustomField.class)
                        .all();
    }

    public Flux<CustomField> every() {
        return database.sql("select " + COLUMNS + " from custom_field").mapProperties(CustomField.class).all();
    }

    Mono<List<CustomField>> list(@Nullable String after, int limit) {
        return database.sql("select " + COLUMNS + " from custom_field where code > :after order by code limit :limit")
                .bind("after", after == null ? "" : after)
                .bind("limit", limit)
                .mapProperties(CustomField.class)
                .all()
                .collectList();
    }

    Mono<Long> count() {
        return database.sql("select count(*) from custom_field").mapValue(Long.class).one();
    }

    Mono<CustomField> find(UUID id) {
        return database.sql("select " + COLUMNS + " from custom_field where id = :id")
                .bind("id", id)
                .mapProperties(CustomField.class)
                .one();
    }

    public Mono<CustomField> locked(UUID id) {
        return database.sql("select " + COLUMNS + " from custom_field where id = :id for update")
                .bind("id", id)
                .mapProperties(CustomField.class)
                .one();
    }

    /** Whether it was added: false when the code is taken. */
    Mono<Boolean> add(CustomField field) {
        return bound(database.sql("insert into custom_field (id, code, name, type, choices, required_for,"
                + " default_value, min, max, max_length, pattern, removing, version, created_at, updated_at)"
                + " values (:id, :code, :name, :type, :choices, :requiredFor, cast(:defaultJson as jsonb), :min, :max,"
                + " :maxLength, :pattern, :removing, :version, :createdAt, :updatedAt) on conflict (code) do nothing"),
                field)
                .bind("code", field.code())
                .bind("type", field.type().name())
                .bind("createdAt", field.createdAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> change(CustomField field) {
        return bound(database.sql("update custom_field set name = :name, choices = :choices,"
                + " required_for = :requiredFor, default_value = cast(:defaultJson as jsonb), min = :min, max = :max,"
                + " max_length = :maxLength, pattern = :pattern, removing = :removing, version = :version,"
                + " updated_at = :updatedAt where id = :id"), field)
                .then();
    }

    private static GenericExecuteSpec bound(GenericExecuteSpec statement, CustomField field) {
        return statement.bind("id", field.id())
                .bind("name", field.name())
                .bind("choices", field.choices().toArray(String[]::new))
                .bind("requiredFor", field.requiredFor().toArray(String[]::new))
                .bind("defaultJson", Parameters.in(R2dbcType.VARCHAR, field.defaultJson()))
                .bind("min", Parameters.in(R2dbcType.NUMERIC, field.min()))
                .bind("max", Parameters.in(R2dbcType.NUMERIC, field.max()))
                .bind("maxLength", Parameters.in(R2dbcType.INTEGER, field.maxLength()))
                .bind("pattern", Parameters.in(R2dbcType.VARCHAR, field.pattern()))
                .bind("removing", field.removing())
                .bind("version", field.version())
                .bind("updatedAt", field.updatedAt());
    }

    Mono<Void> remove(CustomField field) {
        return database.sql("delete from custom_field where id = :id").bind("id", field.id()).then();
    }

    Mono<Uses> uses(CustomField field) {
        return database.sql("select count(*) as clients, count(merged_into) as merged,"
                + " (select count(*) from client_template where jsonb_exists(content -> 'customFields', :code)) as templates"
                + " from client where jsonb_exists(card -> 'customFields', :code)")
                .bind("code", field.code())
                .mapProperties(Uses.class)
                .one();
    }

    /**
     * Who has a value in a field.
     *
     * @param merged those of the clients that were merged into others
     */
    record Uses(Long clients, Long merged, Long templates) {
        boolean any() {
            return clients + templates > 0;
        }
    }

    /** Some of the clients that have a value in the field, those too that were merged into others. */
    public Flux<UUID> someWith(CustomField field, int limit) {
        return database.sql("select id from client where jsonb_exists(card -> 'customFields', :code) limit :limit")
                .bind("code", field.code())
                .bind("limit", limit)
                .mapValue(UUID.class)
                .all();
    }

    /**
     * The fields that say something about clients which say nothing about them: by a default, or because they are required. Asked with
     * every registration, so what another instance defines may be a second late.
     */
    public Mono<List<CustomField>> expected() {
        return Mono.defer(() -> expected);
    }

    /** Once the transaction there is has committed, what it defines is expected at once. */
    Mono<Void> expectAnew() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(() -> expected = readExpected());
                    }
                }))
                .then();
    }

    private Mono<List<CustomField>> readExpected() {
        return database.sql("select " + COLUMNS + " from custom_field where not removing"
                + " and (default_value is not null or cardinality(required_for) > 0) order by code")
                .mapProperties(CustomField.class)
                .all()
                .collectList()
                .cache(_ -> LATE, _ -> Duration.ZERO, () -> Duration.ZERO);
    }
}
