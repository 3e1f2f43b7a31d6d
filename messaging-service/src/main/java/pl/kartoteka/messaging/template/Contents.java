package pl.kartoteka.messaging.template;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
        return database.sql("""
                select c.id, c.channel, c.subject, c.text, c.html, l.language,
                       l.subject as other_subject, l.text as other_text, l.html as other_html
                from content c left join content_language l on l.content_id = c.id
                where c.id = any ($1)
                """)
                .bind("$1", contentIds.toArray(UUID[]::new))
                .mapProperties(Row.class)
                .all()
                .collectMultimap(Row::id)
                .flatMapIterable(Map::values)
                .map(Contents::content);
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
                .flatMap(template -> templates.inOtherLanguages(template)
                        .collectMap(MessageTemplate::language, MessageTemplate::content)
                        .map(others -> template.content(ids.next()).in(others)));
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
        return bind(insert, "$5", content.html())
                .then()
                .thenMany(Flux.fromIterable(content.languages().entrySet()))
                .concatMap(other -> keep(content.id(), other.getKey(), other.getValue()))
                .then();
    }

    private Mono<Void> keep(UUID contentId, String language, Content other) {
        var insert = database.sql("""
                insert into content_language (content_id, language, subject, text, html) values ($1, $2, $3, $4, $5)
                """)
                .bind("$1", contentId)
                .bind("$2", language);
        insert = bind(insert, "$3", other.subject());
        insert = bind(insert, "$4", other.text());
        return bind(insert, "$5", other.html()).then();
    }

    private static Content content(Collection<Row> rows) {
        Row first = rows.iterator().next();
        var others = new HashMap<String, Content>();
        for (Row row : rows) {
            if (row.language() != null) {
                others.put(row.language(),
                        new Content(row.id(), row.channel(), row.otherSubject(), row.otherText(), row.otherHtml()));
            }
        }
        return new Content(first.id(), first.channel(), first.subject(), first.text(), first.html()).in(others);
    }

    static DatabaseClient.GenericExecuteSpec bind(
            DatabaseClient.GenericExecuteSpec statement, String marker, @Nullable String value) {
        return value == null ? statement.bindNull(marker, String.class) : statement.bind(marker, value);
    }

    record Row(
            UUID id,
            Channel channel,
            @Nullable String subject,
            @Nullable String text,
            @Nullable String html,
            @Nullable String language,
            @Nullable String otherSubject,
            @Nullable String otherText,
            @Nullable String otherHtml) {}
}
