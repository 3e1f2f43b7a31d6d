package pl.kartoteka.gus.answer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.gus.register.Environment;
import pl.kartoteka.gus.register.Outcome;
import pl.kartoteka.gus.register.Proof;
import pl.kartoteka.gus.register.Register;
import reactor.core.publisher.Mono;

/** The table of answers. */
@Component
class Answers {
    private static final String COLUMNS = """
            select id, register, environment, question, nip, outcome, checked_at, proof_id, proof_time,
                   data::text as data, raw_sha256
            from register_answer
            """;

    private static final String NEWEST = COLUMNS + """
            where register = $1 and environment = $2 and question = $3
            order by checked_at desc limit 1
            """;

    private final DatabaseClient database;
    private final Facts facts;

    Answers(DatabaseClient database, Facts facts) {
        this.database = database;
        this.facts = facts;
    }

    Mono<KeptAnswer> byId(UUID id) {
        return answer(database.sql(COLUMNS + "where id = :id").bind("id", id));
    }

    /** Asked for every cached answer, so in PostgreSQL's own parameters, which nobody has to rewrite each time. */
    Mono<KeptAnswer> newest(Register register, Environment environment, String question) {
        return database.sql(NEWEST)
                .bind("$1", register.name())
                .bind("$2", environment.name())
                .bind("$3", question)
                .map(this::answer)
                .one();
    }

    /** The register's last word on the whole company, whatever number it was asked by. */
    Mono<KeptAnswer> newestOfCompany(Register register, Environment environment, String nip) {
        return answer(database.sql(COLUMNS + """
                where register = :register and environment = :environment and nip = :nip and whole_company
                order by checked_at desc limit 1
                """)
                .bind("register", register.name())
                .bind("environment", environment.name())
                .bind("nip", nip));
    }

    Mono<String> raw(UUID id) {
        return database.sql("select raw from register_answer where id = :id")
                .bind("id", id)
                .mapValue(byte[].class)
                .one()
                .map(Answers::unzipped);
    }

    Mono<Void> insert(KeptAnswer answer, boolean wholeCompany, String raw) {
        var data = answer.data();
        var insert = database.sql("""
                insert into register_answer (id, register, environment, question, whole_company, nip, outcome, checked_at,
                                             proof_id, proof_time, data, raw, raw_sha256)
                values (:id, :register, :environment, :question, :wholeCompany, :nip, :outcome, :checkedAt,
                        :proofId, :proofTime, :data, :raw, :sha256)
                """)
                .bind("id", answer.id())
                .bind("register", answer.register().name())
                .bind("environment", answer.environment().name())
                .bind("question", answer.question())
                .bind("wholeCompany", wholeCompany)
                .bind("outcome", answer.outcome().name())
                .bind("checkedAt", answer.checkedAt())
                .bind("raw", zipped(raw))
                .bind("sha256", answer.sha256());
        insert = bind(insert, "nip", answer.nip());
        insert = bind(insert, "proofId", answer.proof().id());
        insert = bind(insert, "proofTime", answer.proof().time());
        insert = data == null
                ? insert.bindNull("data", Json.class)
                : insert.bind("data", Json.of(facts.write(data)));
        return insert.then();
    }

    /** Locks the NIP until the transaction ends and gives the last sequence number it may use. */
    Mono<Long> nextVersion(String nip, int events) {
        return database.sql("""
                insert into company (nip, version) values (:nip, :events)
                on conflict (nip) do update set version = company.version + :events
                returning version
                """)
                .bind("nip", nip)
                .bind("events", (long) events)
                .mapValue(Long.class)
                .one();
    }

    private Mono<KeptAnswer> answer(DatabaseClient.GenericExecuteSpec select) {
        return select.map(this::answer).one();
    }

    /** Column by column: every cached answer comes this way, and a mapping by reflection costs more than the query. */
    private KeptAnswer answer(Readable row) {
        var data = row.get("data", String.class);
        return new KeptAnswer(
                required(row, "id", UUID.class),
                Register.valueOf(required(row, "register", String.class)),
                Environment.valueOf(required(row, "environment", String.class)),
                required(row, "question", String.class),
                row.get("nip", String.class),
                Outcome.valueOf(required(row, "outcome", String.class)),
                required(row, "checked_at", Instant.class),
                new Proof(row.get("proof_id", String.class), row.get("proof_time", String.class)),
                data == null ? null : facts.read(data),
                required(row, "raw_sha256", String.class));
    }

    private static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    private static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement,
            String name,
            @Nullable String value) {
        return value == null ? statement.bindNull(name, String.class) : statement.bind(name, value);
    }

    private static byte[] zipped(String raw) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(raw.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String unzipped(byte[] bytes) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
