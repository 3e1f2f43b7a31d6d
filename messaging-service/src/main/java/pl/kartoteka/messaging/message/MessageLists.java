package pl.kartoteka.messaging.message;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Messages page by page, the newest first. */
@Component
public class MessageLists {
    private static final UUID LAST = new UUID(-1, -1);

    private final DatabaseClient database;

    MessageLists(DatabaseClient database) {
        this.database = database;
    }

    Mono<Page<MessageResponse>> ofClient(UUID clientId, @Nullable Integer limit, @Nullable String cursor) {
        int most = PageLimit.of(limit);
        return page(
                database.sql("select * from message where client_id = $1 and id < $2 order by id desc limit $3")
                        .bind("$1", clientId)
                        .bind("$2", before(cursor))
                        .bind("$3", most + 1),
                most);
    }

    public Mono<Page<MessageResponse>> ofCampaign(
            UUID campaignId, @Nullable MessageStatus status, @Nullable Integer limit, @Nullable String cursor) {
        int most = PageLimit.of(limit);
        var select = database.sql("""
                select * from message
                where campaign_id = $1 and id < $2 and ($4::text is null or status = $4)
                order by id desc limit $3
                """)
                .bind("$1", campaignId)
                .bind("$2", before(cursor))
                .bind("$3", most + 1);
        return page(status == null ? select.bindNull("$4", String.class) : select.bind("$4", status.name()), most);
    }

    private static Mono<Page<MessageResponse>> page(DatabaseClient.GenericExecuteSpec select, int most) {
        return select.mapProperties(Message.class).all().collectList().map(found -> {
            List<Message> shown = found.subList(0, Math.min(most, found.size()));
            String next = found.size() > most ? Cursor.encode(List.of(shown.getLast().id().toString())) : null;
            return new Page<>(shown.stream().map(MessageResponse::of).toList(), next, null);
        });
    }

    private static UUID before(@Nullable String cursor) {
        if (cursor == null) {
            return LAST;
        }
        try {
            return UUID.fromString(String.valueOf(Cursor.decode(cursor, 1).getFirst()));
        } catch (IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
