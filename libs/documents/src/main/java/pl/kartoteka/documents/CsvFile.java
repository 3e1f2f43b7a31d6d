package pl.kartoteka.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file read row by row. Rows may have too few or too many cells; empty lines are skipped; what was guarded against formulas is
 * given as it was.
 */
public final class CsvFile implements Iterator<CsvFile.Row>, AutoCloseable {
    /** The longest cell, in characters; beyond it a quotation mark was forgotten. */
    private static final int LONGEST_CELL = 256 * 1024;

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> columns;
    private @Nullable CsvRecord next;
    private long last;

    /** @param line where the row begins in the file, from 1 */
    public record Row(long line, List<String> cells) {}

    /** The rest of the file cannot be told apart into cells. */
    public static final class Unreadable extends RuntimeException {
        private final long line;

        Unreadable(long line, CsvParseException cause) {
            super("line " + line + ": no CSV", cause);
            this.line = line;
        }

        public long line() {
            return line;
        }
    }

    private CsvFile(CsvReader<CsvRecord> reader, boolean header) {
        this.reader = reader;
        this.records = reader.iterator();
        this.columns = header && hasNext() ? next().cells().stream().map(String::strip).toList() : List.of();
    }

    /** Closes the stream when it is closed itself. */
    public static CsvFile open(InputStream content, CsvShape shape) {
        try {
            Reader text = withoutMark(new InputStreamReader(content, shape.encoding()));
            return new CsvFile(builder().fieldSeparator(shape.delimiter()).ofCsvRecord(text), shape.header());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of the columns; empty when the file has no header. */
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = advance();
        }
        return next != null;
    }

    @Override
    public Row next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var row = new Row(next.getStartingLineNumber(), next.getFields().stream()
                .map(CsvFile::keepable).map(FormulaGuard::lifted).toList());
        next = null;
        return row;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CsvReader.CsvReaderBuilder builder() {
        return CsvReader.builder()
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(LONGEST_CELL);
    }

    /** No database and no document keeps a NUL. */
    private static String keepable(String cell) {
        return cell.indexOf('\0') < 0 ? cell : cell.replace("\0", "");
    }

    private @Nullable CsvRecord advance() {
        try {
            CsvRecord record = records.hasNext() ? records.next() : null;
            last = record == null ? last : record.getStartingLineNumber();
            return record;
        } catch (CsvParseException e) {
            throw new Unreadable(last + 1, e);
        }
    }

    private static Reader withoutMark(Reader text) throws IOException {
        var marked = new PushbackReader(text, 1);
        int first = marked.read();
        if (first >= 0 && first != '\uFEFF') {
            marked.unread(first);
        }
        return marked;
    }
}
