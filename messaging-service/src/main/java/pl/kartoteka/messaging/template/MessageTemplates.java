package pl.kartoteka.messaging.template;

import java.time.ZoneOffset;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
class MessageTemplates {
    private final DatabaseClient database;

    MessageTemplates(DatabaseClient database) {
        this.database = database;
    }

    Mono<MessageTemplate> find(UUID id) {
        return database.sql("select * from message_template where id = $1")
                .bind("$1", id)
                .mapProperties(MessageTemplate.class)
                .one();
    }

    /** The templates of the same name and channel. */
    Flux<MessageTemplate> inOtherLanguages(MessageTemplate template) {
        return database.sql("select * from message_template where name = $1 and channel = $2 and id <> $3")
                .bind("$1", template.name())
                .bind("$2", template.channel().name())
                .bind("$3", template.id())
                .mapProperties(MessageTemplate.class)
                .all();
    }

    /** By name; those after the cursor. */
    Flux<MessageTemplate> page(@Nullable String afterName, @Nullable UUID afterId, int limit) {
        var select = afterName == null || afterId == null
                ? database.sql("select * from message_template order by name, id limit $1")
                : database.sql("""
                        select * from message_template where (name, id) > ($2, $3) order by name, id limit $1
                        """)
                        .bind("$2", afterName)
                        .bind("$3", afterId);
        return select.bind("$1", limit).mapProperties(MessageTemplate.class).all();
    }

    Mono<Long> count() {
        return database.sql("select count(*) from message_template").mapValue(Long.class).one();
    }

    Mono<Void> insert(MessageTemplate template) {
        return bound(template, """
                insert into message_template
                    (id, version, name, channel, language, subject, text, html, created_at, updated_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """)
                .bind("$9", template.createdAt().atOffset(ZoneOffset.UTC))
                .bind("$10", template.updatedAt().atOffset(ZoneOffset.UTC))
                .then();
    }

    /** Whether it still was the version before. */
    Mono<Boolean> update(MessageTemplate template) {
        return bound(template, """
                update message_template
                set version = $2, name = $3, channel = $4, language = $5, subject = $6, text = $7, html = $8,
                    updated_at = $9
                where id = $1 and version = $2 - 1
                """)
                .bind("$9", template.updatedAt().atOffset(ZoneOffset.UTC))
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> delete(UUID id, long version) {
        return database.sql("delete from message_template where id = $1 and version = $2")
                .bind("$1", id)
                .bind("$2", version)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private DatabaseClient.GenericExecuteSpec bound(MessageTemplate template, String sql) {
        var statement = database.sql(sql)
                .bind("$1", template.id())
                .bind("$2", template.version())
                .bind("$3", template.name())
                .bind("$4", template.channel().name())
                .bind("$5", template.language());
        statement = Contents.bind(statement, "$6", template.subject());
        statement = Contents.bind(statement, "$7", template.text());
        return Contents.bind(statement, "$8", template.html());
    }
}
