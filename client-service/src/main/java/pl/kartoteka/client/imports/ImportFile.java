package pl.kartoteka.client.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.imports.ImportLabels.Label;
import pl.kartoteka.client.imports.ImportRequest.Column;
import pl.kartoteka.client.imports.ImportRequest.Format;
import pl.kartoteka.client.imports.SourceRow.Cell;
import pl.kartoteka.documents.CsvFile;
import pl.kartoteka.documents.CsvShape;

/** The file of an import, laid out on the disk of this instance while it is worked on, whose rows can be gone through again and again. */
final class ImportFile {
    private static final Set<String> LABELS = Set.of(EppContractor.GROUPS, EppContractor.TRAITS);

    private final Path path;
    private final ImportRequest request;

    ImportFile(Path path, ImportRequest request) {
        this.path = path;
        this.request = request;
    }

    /** Something that is closed when nobody goes on. */
    interface Rows<T> extends Iterator<T>, AutoCloseable {
        @Override
        void close();
    }

    /**
     * @param skipped the sections that nothing is taken from, with their records
     * @param notTaken what contractors say that a card has no place for, with how many say it
     */
    record Contents(long rows, Map<String, Long> skipped, Map<String, Long> notTaken) {}

    Contents contents() {
        long rows = 0;
        var skipped = new LinkedHashMap<String, Long>();
        var notTaken = new LinkedHashMap<String, Long>();
        if (request.format() == Format.CSV) {
            try (Rows<SourceRow> all = clients()) {
                for (; all.hasNext(); all.next()) {
                    rows++;
                }
            } catch (CsvFile.Unreadable unreadable) {
                throw new ImportFileUnreadable(unreadable.line());
            }
            return new Contents(rows, skipped, notTaken);
        }
        try (EppFile file = epp()) {
            while (file.hasNext()) {
                EppFile.Entry entry = file.next();
                String section = entry.section();
                if (section.equals(EppContractor.SECTION)) {
                    rows++;
                    List<String> fields = entry.fields();
                    if (fields != null) {
                        EppContractor.of(fields).notTaken().forEach(name -> notTaken.merge(name, 1L, Long::sum));
                    }
                } else if (!LABELS.contains(section)) {
                    skipped.merge(section, 1L, Long::sum);
                }
            }
        }
        return new Contents(rows, skipped, notTaken);
    }

    Rows<SourceRow> clients() {
        return request.format() == Format.CSV ? csvRows() : eppRows(ImportFile::contractor);
    }

    /** Groups and traits; a CSV file has them in its rows. */
    Rows<Label> labels() {
        return eppRows(entry -> {
            List<String> fields = entry.fields();
            boolean told = LABELS.contains(entry.section()) && fields != null && fields.size() > 1
                    && !fields.get(0).isBlank() && !fields.get(1).isBlank();
            return told && fields != null
                    ? new Label(RowCard.known(fields.get(0)),
                            entry.section().equals(EppContractor.GROUPS) ? "group" : "traits",
                            cut(fields.get(1)))
                    : null;
        });
    }

    /** One letter too long is enough for a row to be refused for it; an index does not take any length. */
    private static String cut(String name) {
        return name.substring(0, Math.min(name.length(), RowCard.LONGEST_NAME + 1));
    }

    private static @Nullable SourceRow contractor(EppFile.Entry entry) {
        if (!entry.section().equals(EppContractor.SECTION)) {
            return null;
        }
        List<String> fields = entry.fields();
        return fields == null
                ? new SourceRow(entry.line(), List.of(), "import.row-unreadable")
                : new SourceRow(entry.line(), EppContractor.of(fields).cells(), null);
    }

    private Rows<SourceRow> csvRows() {
        var shape = new CsvShape(Charset.forName(request.encoding()), request.delimiter(), request.header());
        CsvFile file = CsvFile.open(stream(), shape);
        List<Column> columns = request.columns();
        return new Rows<>() {
            @Override
            public boolean hasNext() {
                return file.hasNext();
            }

            @Override
            public SourceRow next() {
                CsvFile.Row row = file.next();
                boolean tooLong = row.cells().size() > columns.size()
                        && row.cells().subList(columns.size(), row.cells().size()).stream()
                                .anyMatch(cell -> !cell.isBlank());
                return tooLong
                        ? new SourceRow(row.line(), List.of(), "import.row-too-long")
                        : new SourceRow(row.line(), cells(columns, row.cells()), null);
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }

    private static List<Cell> cells(List<Column> columns, List<String> texts) {
        var cells = new ArrayList<Cell>(columns.size());
        for (int i = 0; i < Math.min(columns.size(), texts.size()); i++) {
            Column column = columns.get(i);
            if (column.field() != null && !texts.get(i).isBlank()) {
                cells.add(new Cell(column.column(), column.field(), texts.get(i).strip()));
            }
        }
        return cells;
    }

    private <T> Rows<T> eppRows(Function<EppFile.Entry, @Nullable T> told) {
        EppFile file = epp();
        return new Rows<>() {
            private @Nullable T next;

            @Override
            public boolean hasNext() {
                while (next == null && file.hasNext()) {
                    next = told.apply(file.next());
                }
                return next != null;
            }

            @Override
            public T next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException();
                }
                T row = next;
                next = null;
                return row;
            }

            @Override
            public void close() {
                file.close();
            }
        };
    }

    private EppFile epp() {
        return EppFile.open(stream(), Charset.forName(request.encoding()));
    }

    private InputStream stream() {
        try {
            return Files.newInputStream(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
