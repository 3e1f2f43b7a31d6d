package pl.kartoteka.documents;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

/** Values as they are written. */
final class Cells {
    private Cells() {}

    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number.toPlainString();
            default -> value.toString();
        };
    }

    /** Without what no XML may hold. */
    static String forXml(String text) {
        boolean clean = text.chars().allMatch(Cells::isXml);
        return clean
                ? text
                : text.codePoints().filter(Cells::isXml)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static boolean isXml(int letter) {
        return letter >= ' ' && letter != 0xFFFE && letter != 0xFFFF || letter == '\t' || letter == '\n'
                || letter == '\r';
    }
}
