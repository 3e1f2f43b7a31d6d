package pl.kartoteka.client.history;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ClientHistory.Placed;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

@RestController
class ClientHistoryController {
    private final ClientHistory history;

    ClientHistoryController(ClientHistory history) {
        this.history = history;
    }

    @GetMapping("/api/v1/clients/{id}/history")
    Mono<Page<ClientHistoryEntry>> clientHistory(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        List<Long> after = cursor == null ? List.of(Long.MAX_VALUE, 0L) : place(cursor);
        return history.knows(id)
                .filter(known -> known)
                .switchIfEmpty(Mono.error(() -> new UnknownClient(id)))
                .flatMap(_ -> history.after(id, after.get(0), after.get(1), size + 1))
                .flatMap(found -> count
                        ? history.count(id).map(total -> page(found, size, total))
                        : Mono.just(page(found, size, null)));
    }

    private static Page<ClientHistoryEntry> page(List<Placed> found, int size, @Nullable Long total) {
        List<Placed> items = found.subList(0, Math.min(size, found.size()));
        String next = found.size() > size
                ? Cursor.encode(
                        List.of(Long.toString(items.getLast().version()), Long.toString(items.getLast().position())))
                : null;
        return new Page<>(items.stream().map(Placed::entry).toList(), next, total);
    }

    private static List<Long> place(String cursor) {
        try {
            return Cursor.decode(cursor, 2).stream().map(Long::valueOf).toList();
        } catch (NumberFormatException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }
}
