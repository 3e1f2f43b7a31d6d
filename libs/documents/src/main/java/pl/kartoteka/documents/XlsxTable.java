package pl.kartoteka.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** One sheet after another, each as long as a spreadsheet can take. Texts stand in their cells, since a common table of them would grow. */
final class XlsxTable implements TableWriter {
    private static final int ROWS_OF_A_SHEET = 1_048_576;
    private static final int LONGEST_TEXT = 32_767;
    private static final int LONGEST_TITLE = 25;
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    private final Workbook book;
    private final TableHead head;
    private Worksheet sheet;
    private int sheets;
    private int row;

    XlsxTable(OutputStream out, TableHead head) {
        this.book = new Workbook(out, "Kartoteka", null);
        this.head = head;
        this.sheet = newSheet();
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) {
        if (row == ROWS_OF_A_SHEET) {
            finishSheet();
            sheet = newSheet();
        }
        for (int column = 0; column < cells.size(); column++) {
            write(column, cells.get(column));
        }
        row++;
    }

    @Override
    public void flush() {
        try {
            sheet.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            finishSheet();
            book.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case Number number -> sheet.value(row, column, number);
            case Boolean yes -> sheet.value(row, column, yes);
            case LocalDate date -> {
                sheet.value(row, column, date);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case Instant at -> {
                sheet.value(row, column, at.atZone(WARSAW).toLocalDateTime());
                sheet.style(row, column).format("yyyy-mm-dd hh:mm:ss").set();
            }
            default -> text(column, value.toString());
        }
    }

    private void text(int column, String text) {
        String clean = Cells.forXml(text);
        if (!clean.isEmpty()) {
            sheet.inlineString(row, column, clean.length() > LONGEST_TEXT ? clean.substring(0, LONGEST_TEXT) : clean);
        }
    }

    private Worksheet newSheet() {
        String title = Cells.forXml(head.title()).replaceAll("[\\[\\]:*?/\\\\]", " ").strip();
        String shortened = title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
        sheets++;
        Worksheet made = book.newWorksheet(sheets == 1 ? shortened : shortened + " " + sheets);
        made.freezePane(0, 1);
        sheet = made;
        row = 0;
        for (int column = 0; column < head.columns().size(); column++) {
            text(column, head.columns().get(column));
            made.style(0, column).bold().set();
        }
        row = 1;
        return made;
    }

    private void finishSheet() {
        try {
            sheet.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
