package pl.kartoteka.documents;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Chunk;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.ColumnText;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A document to read and to print, A4, written page by page while it is made. Not for several threads; closing it ends it, the stream
 * stays open.
 */
public final class PdfDocument implements AutoCloseable {
    private static final float MARGIN = 40;
    private static final float TEXT = 9;
    private static final float SMALL = 7;
    private static final float HEADING = 11;
    private static final float TITLE = 16;
    private static final float PADDING = 3;
    private static final float HAIRLINE = 0.4f;
    private static final java.awt.Color SHADE = new java.awt.Color(0xEE, 0xEE, 0xEE);

    private final PdfFonts fonts = new PdfFonts();
    private final Document document;

    private PdfDocument(OutputStream out, String title, Rectangle page) {
        document = new Document(page, MARGIN, MARGIN, MARGIN, MARGIN);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setCloseStream(false);
        writer.setPageEvent(new PageNumbers());
        document.addTitle(title);
        document.addCreator("Kartoteka");
        document.open();
    }

    /** @param title what readers show of the document; it is not printed, see {@link #title} */
    public static PdfDocument portrait(OutputStream out, String title) {
        return new PdfDocument(out, title, PageSize.A4);
    }

    public static PdfDocument landscape(OutputStream out, String title) {
        return new PdfDocument(out, title, PageSize.A4.rotate());
    }

    public PdfDocument title(String text) {
        return paragraph(text, fonts.bold(TITLE), 0);
    }

    public PdfDocument heading(String text) {
        return paragraph(text, fonts.bold(HEADING), HEADING);
    }

    public PdfDocument paragraph(String text) {
        return paragraph(text, fonts.regular(TEXT), 0);
    }

    /** Names and what they stand for, in the order given; without a frame. */
    public PdfDocument keyValues(Map<String, ? extends @Nullable Object> values) {
        if (!values.isEmpty()) {
            var pairs = new PdfPTable(new float[]{1, 3});
            pairs.setWidthPercentage(100);
            pairs.setSpacingAfter(TEXT);
            values.forEach((name, value) -> {
                pairs.addCell(cell(name, fonts.bold(TEXT), Rectangle.NO_BORDER));
                pairs.addCell(cell(Cells.text(value), fonts.regular(TEXT), Rectangle.NO_BORDER));
            });
            document.add(pairs);
        }
        return this;
    }

    /** Its head is repeated on every page. It must be ended before anything else is written. */
    public Table table(List<String> columns) {
        return new Table(columns);
    }

    @Override
    public void close() {
        document.close();
    }

    private PdfDocument paragraph(String text, Font font, float before) {
        var paragraph = new Paragraph(text, font);
        paragraph.setSpacingBefore(before);
        paragraph.setSpacingAfter(font.getSize() / 2);
        document.add(paragraph);
        return this;
    }

    private static PdfPCell cell(String text, Font font, int border) {
        var cell = new PdfPCell(new Phrase(text, font));
        cell.setPadding(PADDING);
        cell.setBorder(border);
        cell.setBorderWidth(HAIRLINE);
        return cell;
    }

    /** A table of any length: what is written is no longer held. */
    public final class Table {
        private static final int ROWS_HELD = 200;

        private final PdfPTable table;
        private final int columns;
        private final Font font;
        private int held;

        private Table(List<String> names) {
            columns = names.size();
            font = fonts.regular(SMALL);
            table = new PdfPTable(columns);
            table.setWidthPercentage(100);
            table.setSpacingBefore(TEXT / 2);
            table.setSpacingAfter(TEXT);
            table.setHeaderRows(1);
            table.setSplitLate(false);
            table.setComplete(false);
            Font bold = fonts.bold(SMALL);
            names.forEach(name -> {
                PdfPCell head = cell(name, bold, Rectangle.BOX);
                head.setBackgroundColor(SHADE);
                table.addCell(head);
            });
        }

        public Table row(List<? extends @Nullable Object> cells) {
            for (int i = 0; i < columns; i++) {
                table.addCell(cell(i < cells.size() ? Cells.text(cells.get(i)) : "", font, Rectangle.BOX));
            }
            if (++held == ROWS_HELD) {
                flush();
            }
            return this;
        }

        void flush() {
            if (held > 0) {
                document.add(table);
                held = 0;
            }
        }

        public PdfDocument end() {
            table.setComplete(true);
            document.add(table);
            return PdfDocument.this;
        }
    }

    private final class PageNumbers extends PdfPageEventHelper {
        @Override
        public void onEndPage(PdfWriter writer, Document page) {
            var number = new Phrase(new Chunk(String.valueOf(writer.getPageNumber()), fonts.regular(SMALL)));
            float middle = (page.left() + page.right()) / 2;
            ColumnText.showTextAligned(writer.getDirectContent(), Element.ALIGN_CENTER, number, middle, MARGIN / 2, 0);
        }
    }
}
