package pl.kartoteka.documents;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How rows can be written. */
public enum TableFormat {
    /** As RFC 4180 says: commas, CRLF, UTF-8 without a mark. */
    CSV("text/csv;charset=UTF-8", "csv", (out, head) -> new CsvTable(out, head, ',', false)),
    /** As a Polish Excel opens it by itself: semicolons, UTF-8 with a mark. */
    CSV_SEMICOLON("text/csv;charset=UTF-8", "csv", (out, head) -> new CsvTable(out, head, ';', true)),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", XlsxTable::new),
    PDF("application/pdf", "pdf", PdfTable::new);

    private static final int ROWS_AT_ONCE = 500;

    private final String mediaType;
    private final String extension;
    private final BiFunction<OutputStream, TableHead, TableWriter> writer;

    TableFormat(String mediaType, String extension, BiFunction<OutputStream, TableHead, TableWriter> writer) {
        this.mediaType = mediaType;
        this.extension = extension;
        this.writer = writer;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of the names of files, without a dot. */
    public String extension() {
        return extension;
    }

    /**
     * The document in pieces, as its rows come and as fast as they are taken.
     *
     * @param rows cells in the order of the columns: texts, numbers, dates, instants, booleans, nulls
     */
    public Flux<byte[]> write(TableHead head, Flux<? extends List<? extends @Nullable Object>> rows) {
        return Flux.using(
                () -> new Drained(writer),
                drained -> Flux.concat(
                        Mono.fromCallable(() -> drained.begin(head)),
                        rows.buffer(ROWS_AT_ONCE).publishOn(Schedulers.boundedElastic(), 1).map(drained::write),
                        Mono.fromCallable(drained::end).subscribeOn(Schedulers.boundedElastic())),
                Drained::close)
                .filter(piece -> piece.length > 0);
    }

    /** A writer whose output is taken away piece by piece. */
    private static final class Drained implements AutoCloseable {
        private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
        private final BiFunction<OutputStream, TableHead, TableWriter> make;
        private @Nullable TableWriter table;

        Drained(BiFunction<OutputStream, TableHead, TableWriter> make) {
            this.make = make;
        }

        byte[] begin(TableHead head) {
            table = make.apply(pending, head);
            return drain();
        }

        byte[] write(List<? extends List<? extends @Nullable Object>> rows) {
            TableWriter writing = table;
            if (writing == null) {
                throw new IllegalStateException("rows before the head");
            }
            rows.forEach(writing::row);
            writing.flush();
            return drain();
        }

        byte[] end() {
            close();
            return drain();
        }

        @Override
        public void close() {
            TableWriter writing = table;
            table = null;
            if (writing != null) {
                writing.close();
            }
        }

        private byte[] drain() {
            byte[] piece = pending.toByteArray();
            pending.reset();
            return piece;
        }
    }
}
