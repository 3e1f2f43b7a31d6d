package pl.kartoteka.client.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientCard;
import pl.kartoteka.client.dictionary.DictionaryNames.Name;
import pl.kartoteka.client.identifier.Nip;
import pl.kartoteka.client.imports.ImportKeys.Known;
import pl.kartoteka.client.imports.ImportKeys.Met;
import pl.kartoteka.client.imports.ImportPosition.Counts;
import pl.kartoteka.client.imports.SourceRow.Cell;
import pl.kartoteka.problem.DomainProblem;
import pl.kartoteka.problem.FieldError;
import pl.kartoteka.problem.InvalidInput;

/** Some rows on their way into the register: which are still to be taken, and what became of the others. */
final class ImportChunk {
    /** Fields, and beginnings of fields, that tell of a person: their values are in the file, and stay nowhere else. */
    private static final Set<String> PERSONAL = Set.of("pesel", "name", "shortName", "firstName", "lastName", "site",
            "email", "phone", "customFields", "caretaker", "caretakers", "keyDates", "messaging", "messenger",
            "idDocument");
    private static final Set<String> PERSONAL_PARTS = Set.of("street", "building", "unit");
    private static final String MASK = "***";
    private static final int LONGEST_VALUE = 200;

    private final Map<Long, RowCard> open = new LinkedHashMap<>();
    private final List<RowError> errors = new ArrayList<>();
    private final List<Known> toRemember = new ArrayList<>();
    private long registered;
    private long updated;
    private long unchanged;
    private long refused;

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

    Counts counts() {
        return new Counts(registered, updated, unchanged, refused);
    }

    /** What the rows are known by, each key where the chunk first has it. */
    Collection<Met> keys() {
        return firsts().values();
    }

    /** @param met the keys of the chunk that stand in the file before it */
    void repeated(List<Met> met) {
        Map<String, Met> firsts = firsts();
        met.forEach(before -> firsts.put(before.key(), before));
        for (RowCard row : open()) {
            row.keys().stream().map(firsts::get)
                    .filter(first -> first != null && first.line() != row.row().line())
                    .findFirst()
                    .ifPresent(first -> repeated(row, first));
        }
    }

    private Map<String, Met> firsts() {
        var firsts = new LinkedHashMap<String, Met>();
        for (RowCard row : open.values()) {
            for (String key : row.keys()) {
                firsts.putIfAbsent(key, new Met(key, row.row().line(), row.fingerprint()));
            }
        }
        return firsts;
    }

    void unchanged(RowCard row) {
        open.remove(row.row().line());
        unchanged++;
    }

    void registered(RowCard row, UUID client) {
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

    private void repeated(RowCard row, Met before) {
        if (before.fingerprint().equals(row.fingerprint())) {
            unchanged(row);
        } else {
            refuse(row, row.origin("nip"), null, "import.row-repeated", Map.of("line", before.line()));
        }
    }

    private void refuse(RowCard row, @Nullable Cell cell, @Nullable String part, String code,
            Map<String, Object> arguments) {
        if (open.remove(row.row().line()) != null) {
            refused++;
        }
        errors.add(new RowError(row.row().line(), cell == null ? null : cell.column(),
                cell == null ? null : shown(cell, part != null ? part : cell.text()), code, arguments));
    }

    private void remember(RowCard row, UUID client) {
        toRemember.add(new Known(row.key(), client, row.fingerprint()));
    }

    private static String shown(Cell cell, String text) {
        return isPersonal(cell) ? MASK : text.substring(0, Math.min(LONGEST_VALUE, text.length()));
    }

    private static boolean isPersonal(Cell cell) {
        String field = cell.field();
        int dot = field.indexOf('.');
        return PERSONAL.contains(dot < 0 ? field : field.substring(0, dot))
                || dot >= 0 && PERSONAL_PARTS.contains(field.substring(dot + 1))
                // One that is not valid is nobody's.
                || (field.equals("nip") || field.equals("headOffice")) && Nip.isValid(Nip.normalised(cell.text()));
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
