package pl.kartoteka.consent.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** What fields and codes are called in documents for the person they are about; what has no name goes by its own. */
final class PolishLabels {
    private static final Properties LABELS = load();

    private PolishLabels() {}

    static String of(String field) {
        return LABELS.getProperty(field, field);
    }

    static String what(String kind) {
        return LABELS.getProperty("what." + kind, kind);
    }

    static String reason(String code) {
        return LABELS.getProperty("reason." + code, code);
    }

    private static Properties load() {
        Properties labels = new Properties();
        try (InputStream in = PolishLabels.class.getResourceAsStream("/privacy-labels.properties")) {
            if (in == null) {
                throw new IllegalStateException("privacy-labels.properties: missing");
            }
            labels.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return labels;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
