package pl.kartoteka.documents;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;

/**
 * How a CSV file is written.
 *
 * @param header whether its first row names the columns
 */
public record CsvShape(Charset encoding, char delimiter, boolean header) {
    /** As much of a file as is looked at. */
    public static final int SAMPLE = 64 * 1024;

    private static final Charset WINDOWS_1250 = Charset.forName("windows-1250");
    private static final Charset ISO_8859_2 = Charset.forName("ISO-8859-2");
    /** The Polish letters that the two encodings have in different places: ą ś ź Ą Ś Ź. */
    private static final Set<Integer> IN_1250 = Set.of(0xB9, 0x9C, 0x9F, 0xA5, 0x8C, 0x8F);
    private static final Set<Integer> IN_8859_2 = Set.of(0xB1, 0xB6, 0xBC, 0xA1, 0xA6, 0xAC);
    private static final String DELIMITERS = ";,\t|";
    private static final int LOOKED_AT = 20;
    private static final int MOST_TORN = 3;
    /** What names of columns do not look like: addresses, numbers, dates, codes. */
    private static final Pattern DATA = Pattern.compile(".*@.*|[\\d\\s.,+/:-]*\\d[\\d\\s.,+/:-]*");

    /** @param sample the beginning of the file, {@link #SAMPLE} bytes or all of it */
    public static CsvShape detected(byte[] sample) {
        Charset encoding = encoding(sample);
        String text = withoutMark(new String(sample, encoding));
        char delimiter = delimiter(text);
        return new CsvShape(encoding, delimiter, hasHeader(text, delimiter));
    }

    static Charset encoding(byte[] sample) {
        if (sample.length >= 2 && (sample[0] & 0xFF) == 0xFF && (sample[1] & 0xFF) == 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (sample.length >= 2 && (sample[0] & 0xFF) == 0xFE && (sample[1] & 0xFF) == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return isUtf8(sample) ? StandardCharsets.UTF_8 : singleByte(sample);
    }

    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** A sample may end in the middle of a letter. */
    private static boolean isUtf8(byte[] sample) {
        var decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        int shortest = sample.length < SAMPLE ? sample.length : sample.length - MOST_TORN;
        for (int length = sample.length; length >= shortest && length >= 0; length--) {
            try {
                CharBuffer decoded = decoder.decode(ByteBuffer.wrap(sample, 0, length));
                return decoded != null;
            } catch (CharacterCodingException _) {
                // One byte fewer, or not UTF-8.
            }
        }
        return false;
    }

    private static Charset singleByte(byte[] sample) {
        long windows = IntStream.range(0, sample.length).filter(i -> IN_1250.contains(sample[i] & 0xFF)).count();
        long iso = IntStream.range(0, sample.length).filter(i -> IN_8859_2.contains(sample[i] & 0xFF)).count();
        return iso > windows ? ISO_8859_2 : WINDOWS_1250;
    }

    /** The one that cuts the first rows into most columns while it cuts them evenly. */
    private static char delimiter(String text) {
        char best = ';';
        double most = 0;
        for (char candidate : DELIMITERS.toCharArray()) {
            List<CsvRecord> rows = firstRows(text, candidate);
            if (rows.isEmpty()) {
                continue;
            }
            int columns = rows.getFirst().getFieldCount();
            double even = (double) rows.stream().filter(row -> row.getFieldCount() == columns).count() / rows.size();
            double score = (columns - 1) * even * even;
            if (score > most) {
                most = score;
                best = candidate;
            }
        }
        return best;
    }

    private static boolean hasHeader(String text, char delimiter) {
        List<CsvRecord> rows = firstRows(text, delimiter);
        if (rows.isEmpty()) {
            return false;
        }
        List<String> first = rows.getFirst().getFields().stream().map(String::strip).toList();
        List<String> named = first.stream().filter(name -> !name.isEmpty()).toList();
        return !named.isEmpty()
                && named.size() * 2 >= first.size()
                && new HashSet<>(named).size() == named.size()
                && named.stream().noneMatch(name -> DATA.matcher(name).matches());
    }

    /** Without the last one of a full sample, which may be torn. */
    private static List<CsvRecord> firstRows(String text, char delimiter) {
        try (var reader = CsvFile.builder().fieldSeparator(delimiter).ofCsvRecord(text)) {
            var rows = reader.stream().limit(LOOKED_AT + 1L).toList();
            return rows.size() > 1 && (rows.size() > LOOKED_AT || text.length() >= SAMPLE)
                    ? rows.subList(0, rows.size() - 1)
                    : rows;
        } catch (CsvParseException | java.io.IOException _) {
            return List.of();
        }
    }

}
