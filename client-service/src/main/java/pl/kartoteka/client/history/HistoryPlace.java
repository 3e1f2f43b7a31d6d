package pl.kartoteka.client.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import pl.kartoteka.http.Cursor;
import pl.kartoteka.problem.InvalidInput;

/** Where an entry stands in a history, whose order is this one, backwards but for the position. */
record HistoryPlace(Instant at, UUID client, long version, long entry, long position) {
    static final Instant FIRST_DAY = Instant.EPOCH;
    static final Instant LAST_DAY = Instant.parse("9999-12-31T00:00:00Z");
    static final HistoryPlace BEGINNING = new HistoryPlace(LAST_DAY, new UUID(-1, -1), Long.MAX_VALUE, Long.MAX_VALUE,
            0);
    private static final int PARTS = 5;

    static HistoryPlace of(String cursor) {
        List<String> values = Cursor.decode(cursor, PARTS).stream().map(String::valueOf).toList();
        try {
            Instant at = Instant.parse(values.get(0));
            if (at.isBefore(FIRST_DAY) || at.isAfter(LAST_DAY)) {
                throw new DateTimeException("out of range");
            }
            return new HistoryPlace(at, UUID.fromString(values.get(1)), Long.parseLong(values.get(2)),
                    Long.parseLong(values.get(3)), Long.parseLong(values.get(4)));
        } catch (DateTimeException | IllegalArgumentException _) {
            throw new InvalidInput("cursor", "cursor.invalid");
        }
    }

    List<String> parts() {
        return List.of(at.toString(), client.toString(), Long.toString(version), Long.toString(entry),
                Long.toString(position));
    }
}
