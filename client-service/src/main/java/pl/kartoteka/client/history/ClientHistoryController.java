package pl.kartoteka.client.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ChangeOrigin.Channel;
import pl.kartoteka.client.history.ClientHistory.Placed;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Who changed what, when and why: of one client, or of all for those who watch over it. */
@RestController
@RequestMapping("/api/v1")
class ClientHistoryController {
    private final ClientHistory history;

    ClientHistoryController(ClientHistory history) {
        this.history = history;
    }

    /**
     * Of the client and of those who were merged into it, each entry with the id of whose it is.
     *
     * @param q a part of a value before or after, or of the reason
     */
    @GetMapping("/clients/{id}/history")
    Mono<Page<ClientHistoryEntry>> clientHistory(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable ChangeAction action,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        var filter = new HistoryFilter(field, by, action, channel, inRange("from", from), inRange("to", to), q);
        return history.same(id)
                .filter(clients -> !clients.isEmpty())
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .flatMap(clients -> history.of(clients, filter, place(cursor), size + 1)
                        .flatMap(found -> count
                                ? history.count(clients, filter).map(total -> page(found, size, total))
                                : Mono.just(page(found, size, null))));
    }

    /**
     * The changes of all clients, those too that are gone.
     *
     * @param clientId of one alone
     * @param q as in the history of one client; of all clients only since {@code from}
     */
    @GetMapping("/client-changes")
    Mono<Page<ClientHistoryEntry>> clientChanges(
            @RequestParam(required = false) @Nullable UUID clientId,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable ChangeAction action,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        var filter = new HistoryFilter(field, by, action, channel, inRange("from", from), inRange("to", to), q);
        if (filter.text() != null && clientId == null && from == null) {
            throw new InvalidInput("from", "required");
        }
        Mono<List<Placed>> found = clientId == null
                ? history.ofAll(filter, place(cursor), size + 1)
                : history.of(List.of(clientId), filter, place(cursor), size + 1);
        Mono<Long> counted = clientId == null ? history.countAll(filter) : history.count(List.of(clientId), filter);
        return found.map(changes -> page(changes, size, null))
                .flatMap(page -> count ? counted.map(page::withTotal) : Mono.just(page));
    }

    private static Page<ClientHistoryEntry> page(List<Placed> found, int size, @Nullable Long total) {
        return Page.of(found, size, total, last -> last.place().parts(), Placed::entry);
    }

    private static HistoryPlace place(@Nullable String cursor) {
        return cursor == null ? HistoryPlace.BEGINNING : HistoryPlace.of(cursor);
    }

    private static @Nullable Instant inRange(String parameter, @Nullable Instant instant) {
        if (instant != null && (instant.isBefore(HistoryPlace.FIRST_DAY) || instant.isAfter(HistoryPlace.LAST_DAY))) {
            throw new InvalidInput(parameter, "date.out-of-range");
        }
        return instant;
    }
}
