package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.dictionary.DictionaryNames.Name;
import pl.kartoteka.client.duplicate.NearDuplicate;
import pl.kartoteka.client.imports.ImportKeys.Known;
import pl.kartoteka.client.imports.ImportKeys.Met;
import pl.kartoteka.client.imports.ImportPosition.Counts;
import pl.kartoteka.client.imports.SourceRow.Cell;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;

/** Some rows on their way into the register: which are still to be taken, and what became of the others. */
final class ImportChunk {
    private static final Set<String> SEALED = Set.of("pesel", "idDocument.number");
    static final String MASK = "***";
    private static final int LONGEST_VALUE = 200;

    private final Map<Long, RowCard> open = new LinkedHashMap<>();
    private final List<RowError> errors = new ArrayList<>();
    private final List<Known> toRemember = new ArrayList<>();
    private final Map<UUID, Long> registeredClients = new LinkedHashMap<>();
    private final Map<UUID, RowCard> adoptions = new LinkedHashMap<>();
    private final Map<Long, List<NearDuplicate>> warnings = new TreeMap<>();
    private long registered;
    private long updated;
    private long unchanged;
    private long refused;
    private long moved;

    ImportChunk(List<RowCard> rows) {
        rows.forEach(row -> open.put(row.row().line(), row));
        rows.stream().filter(row -> row.row().unreadable() != null)
                .forEach(row -> refuse(row, null, null, String.valueOf(row.row().unreadable()), Map.of()));
    }

    List<RowCard> open() {
        return List.copyOf(open.values());
    }

    List<RowError> errors() {
        return errors.stream().sorted(Comparator.comparingLong(RowError::line)).toList();
    }

    List<Known> toRemember() {
        return toRemember;
    }

    /** The clients that are new, with the lines they come from. */
    Map<UUID, Long> registeredClients() {
        return registeredClients;
    }

    /** Whom the clients of these lines may be already. */
    Map<Long, List<NearDuplicate>> warnings() {
        return warnings;
    }

    Counts counts() {
        return new Counts(registered, updated, unchanged, refused, (long) warnings.size(), moved);
    }

    /** Clients that are there may get another head office. */
    void moves(long rows) {
        moved += rows;
    }

    /** A client without a NIP has that of the row now. */
    void adopted(RowCard row, UUID client) {
        adoptions.put(client, row);
    }

    Map<UUID, RowCard> adoptions() {
        return adoptions;
    }

    void warn(UUID client, List<NearDuplicate> duplicates) {
        Long line = registeredClients.get(client);
        if (line != null) {
            warnings.put(line, duplicates);
        }
    }

    /** What the rows that are still to be taken leave for those after them. */
    List<Met> left() {
        return open.values().stream().flatMap(row -> left(row).stream()).toList();
    }

    /** What the rows would be repeated by, with the last line that would. */
    Map<String, Long> sought() {
        var sought = new LinkedHashMap<String, Long>();
        open.values().forEach(row -> row.keys().sought().forEach(key -> sought.put(key, row.row().line())));
        return sought;
    }

    /**
     * What says again what was said is done with, and leaves nothing.
     *
     * @param met what stands in the file before the chunk of what it seeks
     */
    void repeated(List<Met> met) {
        var firsts = new HashMap<String, Met>();
        met.forEach(before -> firsts.put(before.key(), before));
        for (RowCard row : open()) {
            row.keys().sought().stream().map(firsts::get)
                    .filter(first -> first != null && first.line() < row.row().line())
                    .findFirst()
                    .ifPresentOrElse(first -> repeated(row, first),
                            () -> left(row).forEach(left -> firsts.putIfAbsent(left.key(), left)));
        }
    }

    private static List<Met> left(RowCard row) {
        return row.keys().left().stream().map(key -> new Met(key, row.row().line(), row.identity().fingerprint()))
                .toList();
    }

    void unchanged(RowCard row) {
        open.remove(row.row().line());
        unchanged++;
    }

    void registered(RowCard row, UUID client) {
        registeredClients.put(client, row.row().line());
        open.remove(row.row().line());
        registered++;
        remember(row, client);
    }

    void updated(RowCard row, UUID client) {
        open.remove(row.row().line());
        updated++;
        remember(row, client);
    }

    /** The row says what is known, in other words than the last time. */
    void same(RowCard row, UUID client) {
        unchanged(row);
        remember(row, client);
    }

    void refuse(RowCard row, RuntimeException problem) {
        switch (problem) {
            case InvalidInput invalid -> {
                for (FieldError error : invalid.errors()) {
                    Cell cell = row.origin(error.field());
                    refuse(row, cell, null, error.code(), error.arguments());
                }
            }
            case DomainProblem refusal -> refuse(row, row.origin("nip"), null, refusal.type(), impersonal(refusal));
            default -> throw problem;
        }
    }

    void refuseUnknown(RowCard row, Name name) {
        refuse(row, row.origin(name), name.text(), "dictionary-entry.unknown", Map.of());
    }

    void refuseTooLong(RowCard row, Name name) {
        refuse(row, row.origin(name), name.text(), "size.too-long", Map.of("max", RowCard.LONGEST_NAME));
    }

    /** The head office is neither known nor in the file before it. */
    void refuseHeadOffice(RowCard row) {
        refuse(row, row.origin("headOfficeId"), null, "client.unknown", Map.of());
    }

    void refuseUnknowable(RowCard row) {
        refuse(row, row.origin("nip"), null, "import.branch-without-code", Map.of());
    }

    /** The id is of no client that could be meant. */
    void refuseId(RowCard row, String code) {
        refuse(row, row.origin("id"), null, code, Map.of());
    }

    /** Several clients have the numbers of the row. */
    void refuseAmbiguous(RowCard row, String field, List<UUID> clients) {
        refuse(row, row.origin(field), null, "import.client-ambiguous", Map.of("clients",
                clients.stream().map(UUID::toString).collect(Collectors.joining(", "))));
    }

    private void repeated(RowCard row, Met before) {
        if (before.fingerprint().equals(row.identity().fingerprint())) {
            unchanged(row);
        } else {
            refuse(row, row.origin(row.identity().id() == null ? "nip" : "id"), null, "import.row-repeated",
                    Map.of("line", before.line()));
        }
    }

    private void refuse(RowCard row, @Nullable Cell cell, @Nullable String part, String code,
            Map<String, Object> arguments) {
        if (open.remove(row.row().line()) != null) {
            refused++;
        }
        errors.add(new RowError(row, cell == null ? null : cell.column(),
                cell == null ? null : shown(cell, part != null ? part : cell.text()), code, arguments));
    }

    private void remember(RowCard row, UUID client) {
        toRemember.add(new Known(row.identity().key(), client, row.identity().fingerprint()));
    }

    private static String shown(Cell cell, String text) {
        return SEALED.contains(cell.field()) ? MASK : text.substring(0, Math.min(LONGEST_VALUE, text.length()));
    }

    /** Names the client in the way by its id. */
    private static Map<String, Object> impersonal(DomainProblem refusal) {
        var arguments = new LinkedHashMap<>(refusal.arguments());
        if (refusal.extensions().get("existing") instanceof Map<?, ?> existing) {
            arguments.replace("name", String.valueOf(existing.get("id")));
        }
        return arguments;
    }

    /** A row that may go into the register. */
    record Newcomer(RowCard row, ClientCard card) {}
}
