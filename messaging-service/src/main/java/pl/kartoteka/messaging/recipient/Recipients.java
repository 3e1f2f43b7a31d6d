package pl.kartoteka.messaging.recipient;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.r2dbc.spi.Readable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.messaging.recipient.Recipient.Standing;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Component
public class Recipients {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<ContactPoint>> CONTACT_POINTS = new TypeReference<>() {
    };
    private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {
    };

    private final DatabaseClient database;

    Recipients(DatabaseClient database) {
        this.database = database;
    }

    public Flux<Recipient> find(Collection<UUID> clientIds) {
        return database.sql("""
                select client_id, sequence, erased, standing, language, emails::text, phones::text, fields::text
                from recipient where client_id = any ($1)
                """)
                .bind("$1", clientIds.toArray(UUID[]::new))
                .map(Recipients::recipient)
                .all();
    }

    public Mono<Recipient> find(UUID clientId) {
        return find(List.of(clientId)).next();
    }

    /** Keeps what is newer than what is known; an erasure is final. */
    Mono<Void> keep(List<Recipient> recipients) {
        return database.sql("""
                insert into recipient (client_id, sequence, erased, language, emails, phones, fields, standing)
                select client_id, sequence, erased, language, emails::jsonb, phones::jsonb, fields::jsonb, standing
                from unnest($1::uuid[], $2::bigint[], $3::boolean[], $4::text[], $5::text[], $6::text[], $7::text[],
                            $8::text[])
                     as told (client_id, sequence, erased, language, emails, phones, fields, standing)
                on conflict (client_id) do update
                set sequence = excluded.sequence, erased = excluded.erased, language = excluded.language,
                    emails = excluded.emails, phones = excluded.phones, fields = excluded.fields,
                    standing = excluded.standing
                where recipient.sequence < excluded.sequence and not recipient.erased
                """)
                .bind("$1", recipients.stream().map(Recipient::clientId).toArray(UUID[]::new))
                .bind("$2", recipients.stream().map(Recipient::sequence).toArray(Long[]::new))
                .bind("$3", recipients.stream().map(Recipient::erased).toArray(Boolean[]::new))
                .bind("$4", recipients.stream().map(Recipient::language).toArray(String[]::new))
                .bind("$5", recipients.stream().map(Recipient::emails).map(this::json).toArray(String[]::new))
                .bind("$6", recipients.stream().map(Recipient::phones).map(this::json).toArray(String[]::new))
                .bind("$7", recipients.stream().map(Recipient::fields).map(this::json).toArray(String[]::new))
                .bind("$8", recipients.stream().map(recipient -> recipient.standing().name()).toArray(String[]::new))
                .then();
    }

    private String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    private static Recipient recipient(Readable row) {
        return new Recipient(
                required(row.get("client_id", UUID.class)),
                required(row.get("sequence", Long.class)),
                required(row.get("erased", Boolean.class)),
                Standing.valueOf(required(row.get("standing", String.class))),
                row.get("language", String.class),
                JSON.readValue(required(row.get("emails", String.class)), CONTACT_POINTS),
                JSON.readValue(required(row.get("phones", String.class)), CONTACT_POINTS),
                JSON.readValue(required(row.get("fields", String.class)), FIELDS));
    }

    private static <T> T required(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
