package pl.kartoteka.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import org.openpdf.text.DocumentException;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.BaseFont;

/** Liberation Sans, embedded: only the letters used, so that a document looks the same everywhere and stays small. */
final class PdfFonts {
    private static final byte[] REGULAR = resource("/liberation/LiberationSans-Regular.ttf");
    private static final byte[] BOLD = resource("/liberation/LiberationSans-Bold.ttf");

    private final BaseFont regular = font("LiberationSans-Regular.ttf", REGULAR);
    private final BaseFont bold = font("LiberationSans-Bold.ttf", BOLD);

    Font regular(float size) {
        return new Font(regular, size);
    }

    Font bold(float size) {
        return new Font(bold, size);
    }

    BaseFont base() {
        return regular;
    }

    /** Not from the cache: a font remembers the letters of the document it is used in. */
    private static BaseFont font(String name, byte[] content) {
        try {
            return BaseFont.createFont(name, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, false, content, null);
        } catch (DocumentException | IOException e) {
            throw new IllegalStateException("font: " + name, e);
        }
    }

    private static byte[] resource(String path) {
        try (InputStream in = PdfFonts.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("font: " + path + " (expected: in openpdf-fonts-extra)");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
