package pl.kartoteka.documents;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Writes a table row by row and holds none of them for longer than until the next flush. */
interface TableWriter extends AutoCloseable {
    void row(List<? extends @Nullable Object> cells);

    void flush();

    @Override
    void close();
}
