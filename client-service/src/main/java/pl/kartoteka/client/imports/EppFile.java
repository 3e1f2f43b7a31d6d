package pl.kartoteka.client.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

/** The records of an EDI++ file, line by line, each with the section it stands in. Only the first record, about the sender, has a section without a name. */
final class EppFile implements Iterator<EppFile.Entry>, AutoCloseable {
    static final String BEGINNING = "[INFO]";
    private static final String HEAD = "[NAGLOWEK]";
    private static final String CONTENT = "[ZAWARTOSC]";
    private static final Charset WINDOWS_1250 = Charset.forName("windows-1250");
    private static final Charset LATIN_2 = Charset.forName("IBM852");
    private static final int CODE_PAGE = 2;

    private final BufferedReader reader;
    private String label = "";
    private String section = "";
    private long line;
    private @Nullable Entry next;

    /** @param fields null when the line cannot be told apart into fields */
    record Entry(String section, long line, @Nullable List<String> fields) {}

    private EppFile(BufferedReader reader) {
        this.reader = reader;
    }

    static EppFile open(InputStream content, Charset encoding) {
        return new EppFile(new BufferedReader(new InputStreamReader(content, encoding)));
    }

    /** The code page is said in the third field of the file, in letters that all of them share. */
    static Charset encoding(byte[] sample) {
        String text = new String(sample, WINDOWS_1250);
        List<String> sender = text.lines().skip(1).findFirst().map(EppFile::fields).orElse(null);
        return sender != null && sender.size() > CODE_PAGE && sender.get(CODE_PAGE).equals("852")
                ? LATIN_2
                : WINDOWS_1250;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = advance();
        }
        return next != null;
    }

    @Override
    public Entry next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Entry entry = next;
        next = null;
        return entry;
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable Entry advance() {
        try {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (text.isBlank()) {
                    continue;
                }
                switch (text.strip()) {
                    case BEGINNING, HEAD, CONTENT -> label = text.strip();
                    case String record when label.equals(HEAD) -> section = sectionName(record);
                    case String record when label.equals(CONTENT) -> {
                        return new Entry(section, line, fields(record));
                    }
                    default -> {
                        // About the sender, or before any label.
                    }
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sectionName(String record) {
        List<String> fields = fields(record);
        return fields == null || fields.isEmpty() ? "" : fields.getFirst();
    }

    /** Fields separated by commas, texts in quotation marks, which are doubled inside; null when a text does not end. */
    static @Nullable List<String> fields(String record) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char letter = record.charAt(i);
            if (quoted && letter == '"' && i + 1 < record.length() && record.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (letter == '"') {
                quoted = !quoted;
            } else if (letter == ',' && !quoted) {
                fields.add(field.toString().strip());
                field.setLength(0);
            } else if (letter != '\0') {
                field.append(letter);
            }
        }
        fields.add(field.toString().strip());
        return quoted ? null : fields;
    }
}
