package pl.kartoteka.consent.purpose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stored catalogue. */
@Component
class Purposes {
    private static final String SELECT = """
            select p.code, p.name, p.description, p.legal_basis, p.channels, p.validity_days, p.active, p.version,
                   t.language, t.version as text_version, t.text
            from purpose p left join purpose_text t on t.purpose_code = p.code
            """;

    private final DatabaseClient database;

    Purposes(DatabaseClient database) {
        this.database = database;
    }

    Flux<Purpose> all() {
        return database.sql(SELECT + " order by p.code, t.language, t.version")
                .mapProperties(Row.class)
                .all()
                .collectList()
                .flatMapIterable(Purposes::gathered);
    }

    Mono<Purpose> find(String code) {
        return database.sql(SELECT + " where p.code = :code order by t.language, t.version")
                .bind("code", code)
                .mapProperties(Row.class)
                .all()
                .collectList()
                .flatMapIterable(Purposes::gathered)
                .next();
    }

    /** What of the purpose counts in decisions, as it was at that instant. */
    Mono<Held> heldAt(String code, Instant at) {
        return database.sql("""
                select channels, active from purpose_history where code = :code and since <= :at
                order by since desc limit 1
                """)
                .bind("code", code)
                .bind("at", at)
                .mapProperties(HeldRow.class)
                .one()
                .map(row -> new Held(Arrays.stream(row.channels()).map(Channel::valueOf).toList(), row.active()));
    }

    /** False when the code is taken. */
    Mono<Boolean> insert(Purpose purpose) {
        return bind(
                database.sql(
                        """
                                insert into purpose (code, name, description, legal_basis, channels, validity_days, active,
                                                     version, announced)
                                values (:code, :name, :description, :basis, :channels, :validityDays, :active, :version, :version)
                                on conflict (code) do nothing
                                """),
                purpose)
                .bind("basis", purpose.legalBasis().name())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .delayUntil(inserted -> inserted ? insertTexts(purpose.code(), purpose.texts()) : Mono.empty());
    }

    /** Stores the next version of a purpose; false when another was faster. */
    Mono<Boolean> update(Purpose before, Purpose after) {
        List<PurposeText> added = after.texts().stream()
                .filter(text -> !before.texts().contains(text))
                .toList();
        return bind(
                database.sql(
                        """
                                update purpose set name = :name, description = :description, channels = :channels,
                                    validity_days = :validityDays, active = :active, version = :version, announced = :version
                                where code = :code and version = :version - 1
                                """),
                after)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .delayUntil(updated -> updated ? insertTexts(after.code(), added) : Mono.empty());
    }

    /** Takes the purposes whose definition has not gone out yet; a second instance that asks meanwhile gets none of them. */
    Flux<Purpose> takeUnannounced() {
        return database.sql(
                """
                        update purpose set announced = version where code in
                            (select code from purpose where announced is null for update skip locked) returning code
                        """)
                .mapValue(String.class)
                .all()
                .collectList()
                .flatMapIterable(codes -> codes.stream().sorted().toList())
                .concatMap(this::find);
    }

    private Mono<Void> insertTexts(String code, List<PurposeText> texts) {
        if (texts.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(
                """
                        insert into purpose_text (purpose_code, language, version, text)
                        select :code, language, version, text
                        from unnest(:languages, :versions, :texts) as given (language, version, text)
                        """)
                .bind("code", code)
                .bind("languages", texts.stream().map(PurposeText::language).toArray(String[]::new))
                .bind("versions", texts.stream().map(PurposeText::version).toArray(Integer[]::new))
                .bind("texts", texts.stream().map(PurposeText::text).toArray(String[]::new))
                .then();
    }

    private static DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec sql, Purpose purpose) {
        DatabaseClient.GenericExecuteSpec bound = sql.bind("code", purpose.code())
                .bind("name", purpose.name())
                .bind(
                        "channels",
                        purpose.channels().stream().map(Channel::name).toArray(String[]::new))
                .bind("active", purpose.active())
                .bind("version", purpose.version());
        bound = purpose.description() == null
                ? bound.bindNull("description", String.class)
                : bound.bind("description", purpose.description());
        return purpose.validityDays() == null
                ? bound.bindNull("validityDays", Integer.class)
                : bound.bind("validityDays", purpose.validityDays());
    }

    private static List<Purpose> gathered(List<Row> rows) {
        Map<String, List<Row>> byCode = new LinkedHashMap<>();
        rows.forEach(row -> byCode.computeIfAbsent(row.code(), _ -> new ArrayList<>()).add(row));
        return byCode.values().stream().map(Purposes::purpose).toList();
    }

    private static Purpose purpose(List<Row> rows) {
        Row first = rows.getFirst();
        List<PurposeText> texts = new ArrayList<>();
        for (Row row : rows) {
            if (row.language() != null && row.textVersion() != null && row.text() != null) {
                texts.add(new PurposeText(row.language(), row.textVersion(), row.text()));
            }
        }
        return new Purpose(
                first.code(),
                first.name(),
                first.description(),
                LegalBasis.valueOf(first.legalBasis()),
                Arrays.stream(first.channels()).map(Channel::valueOf).toList(),
                first.validityDays(),
                texts,
                first.active(),
                first.version());
    }

    record Held(List<Channel> channels, boolean active) {}

    record HeldRow(String[] channels, boolean active) {}

    record Row(
            String code,
            String name,
            @Nullable String description,
            String legalBasis,
            String[] channels,
            @Nullable Integer validityDays,
            boolean active,
            long version,
            @Nullable String language,
            @Nullable Integer textVersion,
            @Nullable String text) {}
}
