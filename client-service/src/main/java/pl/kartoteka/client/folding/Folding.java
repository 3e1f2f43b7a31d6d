package pl.kartoteka.client.folding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Text in small letters without diacritics, by the rules of PostgreSQL's {@code unaccent}, which lie beside this class. */
public final class Folding {
    private static final String SPACES = "-/,;:()[]{}<>&+*|\\!?=@~^$%_#";
    private static final String NOTHING = "„”“’.'\"`";
    private static final int FIRST_ACCENTED = 0x80;
    private static final Map<Integer, String> UNACCENTED = rules();

    private Folding() {}

    public static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length();) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            String plain = character < FIRST_ACCENTED ? null : UNACCENTED.get(character);
            if (plain == null) {
                folded.appendCodePoint(Character.toLowerCase(character));
            } else {
                plain.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
            }
        }
        return folded.toString();
    }

    /** As search sees it: abbreviations drawn together ("P.H.U." is "phu"), everything else that is no letter or digit a space. */
    public static String searchForm(String text) {
        String folded = folded(text);
        StringBuilder form = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char character = folded.charAt(i);
            if (SPACES.indexOf(character) >= 0) {
                form.append(' ');
            } else if (NOTHING.indexOf(character) < 0) {
                form.append(character);
            }
        }
        return form.toString();
    }

    /** One rule a line: a character, and what it becomes, in quotation marks where it holds a space or one. */
    private static Map<Integer, String> rules() {
        try (var file = Objects.requireNonNull(Folding.class.getResourceAsStream("unaccent.rules"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toUnmodifiableMap(
                            rule -> rule[0].codePointAt(0), rule -> rule.length == 1 ? "" : unquoted(rule[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unquoted(String text) {
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
