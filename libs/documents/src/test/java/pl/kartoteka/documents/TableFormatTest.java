package pl.kartoteka.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

class TableFormatTest {
    private static final TableHead HEAD = new TableHead("Klienci",
            List.of("Nazwa", "Rabat", "Od", "Zmiana", "Aktywny"));
    private static final List<Object> ROW = Arrays.asList("Zażółć \"gęślą\" jaźń; ŁÓDŹ", new BigDecimal("-5.50"),
            LocalDate.of(2026, 11, 22), Instant.parse("2026-11-22T10:00:00Z"), true);
    private static final List<Object> FORMULA = Arrays.asList("=HYPERLINK(\"x\")", null, null, null, null);

    @Test
    void writesCsvThatNoSpreadsheetRuns() {
        String text = new String(written(TableFormat.CSV, Flux.just(ROW, FORMULA)), StandardCharsets.UTF_8);

        assertThat(text).isEqualTo("""
                Nazwa,Rabat,Od,Zmiana,Aktywny\r
                "Zażółć ""gęślą"" jaźń; ŁÓDŹ",-5.50,2026-11-22,2026-11-22T10:00:00Z,true\r
                "'=HYPERLINK(""x"")",,,,\r
                """);
    }

    @Test
    void writesCsvAsPolishExcelOpensIt() {
        byte[] bytes = written(TableFormat.CSV_SEMICOLON, Flux.just(ROW));

        assertThat(CsvShape.detected(bytes)).isEqualTo(new CsvShape(StandardCharsets.UTF_8, ';', true));
        assertThat(bytes).startsWith(0xEF, 0xBB, 0xBF);
    }

    @Test
    void writesXlsxWithTypes() throws IOException {
        byte[] bytes = written(TableFormat.XLSX, Flux.just(ROW, FORMULA));

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            List<Row> rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(3);
            assertThat(rows.get(0).getCellText(4)).isEqualTo("Aktywny");
            assertThat(rows.get(1).getCellText(0)).isEqualTo(ROW.getFirst());
            assertThat(rows.get(1).getCellAsNumber(1)).contains(new BigDecimal("-5.50"));
            assertThat(rows.get(1).getCellAsDate(2)).contains(LocalDateTime.of(2026, 11, 22, 0, 0));
            assertThat(rows.get(1).getCellAsDate(3)).contains(LocalDateTime.of(2026, 11, 22, 11, 0));
            assertThat(rows.get(2).getCellText(0)).isEqualTo("=HYPERLINK(\"x\")");
        }
    }

    @Test
    void leavesOutOfXlsxWhatXmlCannotHold() throws IOException {
        byte[] bytes = written(TableFormat.XLSX, Flux.just(List.of("a\u0001b", 1, 2, 3, 4)));

        try (var book = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(book.getFirstSheet().read().get(1).getCellText(0)).isEqualTo("ab");
        }
    }

    @Test
    void writesPdfWithPolishLetters() throws IOException {
        byte[] bytes = written(TableFormat.PDF, Flux.just(ROW).repeat(99));

        try (var reader = new PdfReader(bytes)) {
            assertThat(reader.getNumberOfPages()).isGreaterThan(1);
            var extractor = new PdfTextExtractor(reader);
            assertThat(extractor.getTextFromPage(1)).contains("Klienci", "Zażółć", "jaźń;", "ŁÓDŹ", "-5.50");
            assertThat(extractor.getTextFromPage(reader.getNumberOfPages())).contains("Nazwa", "Zażółć");
        }
    }

    @ParameterizedTest
    @CsvSource({"CSV,400000", "XLSX,200000", "PDF,40000"})
    void holdsNoMoreOfALongTableThanOfAShortOne(TableFormat format, int rows) {
        var held = new long[2];
        Flux<List<Object>> many = Flux.range(1, rows).map(number -> {
            if (number == rows / 4) {
                held[0] = usedMemory();
            } else if (number == rows) {
                held[1] = usedMemory();
            }
            return List.<Object>of("Firma " + number, number, "ul. Kolejowa " + number, "Łódź", true);
        });

        long size = format.write(HEAD, many).map(piece -> (long) piece.length).reduce(0L, Long::sum).block();

        assertThat(size).isPositive();
        assertThat(held[1] - held[0]).as("growth of memory").isLessThan(rows * 40L);
    }

    @Test
    void asksForRowsOnlyAsFastAsTheDocumentIsTaken() {
        var asked = new int[1];
        Flux<List<Object>> endless = Flux.<List<Object>>generate(sink -> sink.next(List.of("x", ++asked[0], 1, 1, 1)));

        TableFormat.CSV.write(HEAD, endless).take(3).blockLast();

        assertThat(asked[0]).isLessThan(5_000);
    }

    @Test
    void writesDocumentsToRead() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var document = PdfDocument.portrait(out, "Potwierdzenie")) {
            document.title("Potwierdzenie").paragraph("Usunięto dane osoby.")
                    .keyValues(new java.util.LinkedHashMap<>(java.util.Map.of("Sprawa", "RODO/7")));
            var table = document.table(List.of("Usługa", "Wynik"));
            IntStream.range(0, 500).forEach(i -> table.row(List.of("usługa " + i, "usunięto")));
            table.end().heading("Podpis").paragraph("Inspektor Ochrony Danych");
        }

        try (var reader = new PdfReader(out.toByteArray())) {
            var extractor = new PdfTextExtractor(reader);
            assertThat(extractor.getTextFromPage(1)).contains("Usunięto dane osoby.", "RODO/7", "usługa 0");
            assertThat(extractor.getTextFromPage(reader.getNumberOfPages())).contains("usługa 499", "Inspektor");
        }
    }

    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static byte[] written(TableFormat format, Flux<List<Object>> rows) {
        var out = new ByteArrayOutputStream();
        format.write(HEAD, rows).doOnNext(out::writeBytes).blockLast();
        return out.toByteArray();
    }
}
