package pl.kartoteka.client.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import pl.kartoteka.client.history.ClientHistory.Placed;
import pl.kartoteka.http.Cursor;
import pl.kartoteka.http.Page;
import pl.kartoteka.http.PageLimit;
import pl.kartoteka.problem.InvalidInput;
import reactor.core.publisher.Mono;

/** Who changed what, when and why: of one client, or of all for those who watch over it. */
@RestController
@RequestMapping("/api/v1")
class ClientHistoryController {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");
    private static final Instant FIRST = Instant.EPOCH;
    private static final UUID LAST_ID = new UUID(-1, -1);

    private final ClientHistory history;

    ClientHistoryController(ClientHistory history) {
        this.history = history;
    }

    @GetMapping("/clients/{id}/history")
    Mono<Page<ClientHistoryEntry>> clientHistory(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "false") boolean count) {
        int size = PageLimit.of(limit);
        var filter = new HistoryFilter(field, by, action, channel, inRange("from", from), inRange("to", to));
        List<Long> after = cursor == null ? List.of(Long.MAX_VALUE, 0L) : place(cursor);
        return history.knows(id)
                .filter(known -> known)
                .switchIfEmpty(Mono.error(() -> new ClientNotFound(id)))
                .flatMap(_ -> history.after(id, filter, after.get(0), after.get(1), size + 1))
                .flatMap(found -> count
                        ? history.count(id, filter).map(total -> page(found, size, total))
                        : Mono.just(page(found, size, null)));
    }

    /** The changes of all clients, those too that are gone. */
    @GetMapping("/client-changes")
    Mono<Page<ClientHistoryEntry>> clientChanges(
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String channel,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = PageLimit.of(limit);
        var filter = new HistoryFilter(field, by, action, channel, inRange("from", from), inRange("to", to));
        Place place = cursor == null ? new Place(LAST, LAST_ID, Long.MAX_VALUE, 0) : Place.of(cursor);
        return history.across(filter, place.at(), place.client(), place.version(), place.position(), size + 1)
                .map(found -> {
                    List<Placed> items = found.subList(0, Math.min(size, found.size()));
                    String next = found.size() > size ? Place.of(items.getLast()).cursor() : null;
                    return new Page<>(items.stream().map(Placed::entry).toList(), next, null);
                });
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

    private static @Nullable Instant inRange(String parameter, @Nullable Instant instant) {
        if (instant != null && (instant.isBefore(FIRST) || instant.isAfter(LAST))) {
            throw new InvalidInput(parameter, "date.out-of-range");
        }
        return instant;
    }

    private record Place(Instant at, UUID client, long version, long position) {
        static Place of(Placed placed) {
            return new Place(placed.entry().when(), placed.entry().clientId(), placed.version(), placed.position());
        }

        static Place of(String cursor) {
            List<String> values = Cursor.decode(cursor, 4).stream().map(String::valueOf).toList();
            try {
                Instant at = Instant.parse(values.get(0));
                if (at.isBefore(FIRST) || at.isAfter(LAST)) {
                    throw new DateTimeException("out of range");
                }
                return new Place(at, UUID.fromString(values.get(1)), Long.parseLong(values.get(2)),
                        Long.parseLong(values.get(3)));
            } catch (DateTimeException | IllegalArgumentException _) {
                throw new InvalidInput("cursor", "cursor.invalid");
            }
        }

        String cursor() {
            return Cursor.encode(
                    List.of(at.toString(), client.toString(), Long.toString(version), Long.toString(position)));
        }
    }
}
