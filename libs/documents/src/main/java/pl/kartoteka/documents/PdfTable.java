package pl.kartoteka.documents;

import java.io.OutputStream;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A PDF document that is nothing but one table. */
final class PdfTable implements TableWriter {
    private static final int UPRIGHT = 5;

    private final PdfDocument document;
    private final PdfDocument.Table table;

    PdfTable(OutputStream out, TableHead head) {
        document = head.columns().size() > UPRIGHT
                ? PdfDocument.landscape(out, head.title())
                : PdfDocument.portrait(out, head.title());
        document.title(head.title());
        table = document.table(head.columns());
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        table.row(cells);
    }

    @Override
    public void flush() {
        table.flush();
    }

    @Override
    public void close() {
        table.end();
        document.close();
    }
}
