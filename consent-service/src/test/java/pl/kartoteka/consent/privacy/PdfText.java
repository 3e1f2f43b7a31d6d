package pl.kartoteka.consent.privacy;

import java.io.IOException;

import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** What a document says. */
final class PdfText {
    private PdfText() {}

    static String of(byte[] bytes) throws IOException {
        try (var reader = new PdfReader(bytes)) {
            var text = new StringBuilder();
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                text.append(new PdfTextExtractor(reader).getTextFromPage(page));
            }
            return text.toString().replaceAll("\\s+", " ");
        }
    }
}
