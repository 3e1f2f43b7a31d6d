package pl.kartoteka.consent.offline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static pl.kartoteka.consent.offline.Json.number;
import static pl.kartoteka.consent.offline.Json.string;

/** The chain of one client, line by line. */
final class ExportedChain {
    private static final int CLOSED_AT_SINCE = 2;
    private static final List<String> DATES = List.of("askedAt", "answeredAt", "validUntil");

    private final String client;
    private final Map<String, String> texts;
    private final boolean details;
    private final Consumer<String> found;
    private final Map<Long, String> hashes = new HashMap<>();
    private final Map<String, Map<String, Object>> last = new HashMap<>();
    private final List<Long> withoutDetail = new ArrayList<>();
    private long position;
    private String hash = Hashes.NONE;
    private long entries;
    private boolean hasEnd;

    ExportedChain(String client, Map<String, String> texts, boolean details, Consumer<String> found) {
        this.client = client;
        this.texts = texts;
        this.details = details;
        this.found = found;
    }

    String client() {
        return client;
    }

    long entries() {
        return entries;
    }

    void entry(Map<String, Object> line) {
        long at = number(line, "position", 0);
        String text = string(line, "entry");
        Map<String, Object> entry = Json.objectOrEmpty(text);
        entries++;
        find(at != position + 1, at, "ENTRY_MISSING");
        find(!Hashes.of(text).equals(string(line, "hash")), at, "ENTRY_ALTERED");
        find(!string(entry, "clientId").equals(client) || number(entry, "position", 0) != at, at, "ENTRY_MISPLACED");
        find(!string(entry, "previous").equals(hash), at, "LINK_BROKEN");
        detail(at, line, string(entry, "detail"));
        text(at, entry);
        if (string(entry, "origin").equals("ERASURE")) {
            withoutDetail.clear();
            last.clear();
        } else {
            last.put(string(entry, "purpose"), entry);
        }
        position = at;
        hash = string(line, "hash");
        hashes.put(position, hash);
    }

    void end(Map<String, Object> line) {
        hasEnd = true;
        if (number(line, "length", -1) != position || !string(line, "hash").equals(hash)) {
            found.accept(client + ": END_DIFFERS");
        }
    }

    void state(Map<String, Object> line) {
        Map<String, Object> entry = last.remove(string(line, "purpose"));
        find(entry == null || !says(entry, line), number(line, "position", 0), "STATE_DIFFERS");
    }

    void close(List<ExportCheck.Seal> seals) {
        seals.forEach(seal -> find(
                !seal.hash().equals(hashes.get(seal.length())),
                seal.length(),
                "SEALED_ENTRY_DIFFERS, as head " + seal.number() + " shows"));
        if (!hasEnd && entries > 0) {
            found.accept(client + ": HEAD_MISSING");
        }
        withoutDetail.forEach(at -> find(true, at, "DETAIL_MISSING"));
        last.values().forEach(entry -> find(true, number(entry, "position", 0), "STATE_DIFFERS"));
    }

    private void detail(long at, Map<String, Object> line, String expected) {
        if (!details) {
            return;
        }
        if (line.containsKey("detail")) {
            find(!Hashes.of(string(line, "salt") + string(line, "detail")).equals(expected), at, "DETAIL_ALTERED");
        } else if (!expected.isEmpty()) {
            withoutDetail.add(at);
        }
    }

    private void text(long at, Map<String, Object> entry) {
        String expected = string(entry, "textHash");
        String key = string(entry, "purpose") + " " + string(entry, "textLanguage") + " "
                + number(entry, "textVersion", 0);
        find(!expected.isEmpty() && !expected.equals(texts.get(key)), at, "TEXT_ALTERED");
    }

    private static boolean says(Map<String, Object> entry, Map<String, Object> state) {
        return number(entry, "position", 0) == number(state, "position", -1)
                && number(entry, "version", 0) == number(state, "version", -1)
                && string(entry, "to").equals(string(state, "status"))
                && DATES.stream().allMatch(date -> string(entry, date).equals(string(state, date)))
                && (number(entry, "format", 0) < CLOSED_AT_SINCE
                        || string(entry, "closedAt").equals(string(state, "closedAt")));
    }

    private void find(boolean wrong, long at, String what) {
        if (wrong) {
            found.accept(client + " " + at + ": " + what);
        }
    }
}
