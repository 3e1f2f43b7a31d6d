package pl.kartoteka.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.jspecify.annotations.Nullable;

/** Only texts are guarded against formulas: a negative number is none. */
final class CsvTable implements TableWriter {
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CsvWriter writer;

    CsvTable(OutputStream out, TableHead head, char delimiter, boolean mark) {
        try {
            if (mark) {
                out.write(MARK);
            }
            writer = CsvWriter.builder().fieldSeparator(delimiter).lineDelimiter(LineDelimiter.CRLF)
                    .build(out, StandardCharsets.UTF_8);
            row(head.columns());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        writer.writeRecord(cells.stream().map(CsvTable::cell).toList());
    }

    @Override
    public void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cell(@Nullable Object value) {
        return value instanceof CharSequence text ? FormulaGuard.guarded(text.toString()) : Cells.text(value);
    }
}
