package pl.kartoteka.messaging.template;

import java.util.Collection;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.http.Ids;
import pl.kartoteka.messaging.recipient.Channel;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
public class Contents {
    private final DatabaseClient database;
    private final MessageTemplates templates;
    private final Ids ids;

    Contents(DatabaseClient database, MessageTemplates templates, Ids ids) {
        this.database = database;
        this.templates = templates;
        this.ids = ids;
    }

    public Flux<Content> find(Collection<UUID> contentIds) {
        return database.sql("select id, channel, subject, text, html from content where id = any ($1)")
                .bind("$1", contentIds.toArray(UUID[]::new))
                .mapProperties(Content.class)
                .all();
    }

    /** What these words say now, not kept. */
    public Mono<Content> resolve(Channel channel, Words words) {
        UUID templateId = words.templateId();
        if (templateId == null) {
            return Mono.just(new Content(ids.next(), channel, words.subject(), words.text(), words.html()));
        }
        return templates.find(templateId)
                .switchIfEmpty(Mono.error(() -> new InvalidInput("templateId", "template.unknown")))
                .filter(template -> template.channel() == channel)
                .switchIfEmpty(Mono.error(() -> new InvalidInput("templateId", "template.other-channel")))
                .map(template -> new Content(
                        ids.next(), channel, template.subject(), template.text(), template.html()));
    }

    /** Keeps what these words say now, for messages to refer to. */
    public Mono<Content> freeze(Channel channel, Words words) {
        return resolve(channel, words).delayUntil(this::keep);
    }

    private Mono<Void> keep(Content content) {
        var insert = database.sql("insert into content (id, channel, subject, text, html) values ($1, $2, $3, $4, $5)")
                .bind("$1", content.id())
                .bind("$2", content.channel().name());
        insert = bind(insert, "$3", content.subject());
        insert = bind(insert, "$4", content.text());
        return bind(insert, "$5", content.html()).then();
    }

    static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, String marker, @Nullable String value) {
        return value == null ? statement.bindNull(marker, String.class) : statement.bind(marker, value);
    }
}
