package pl.kartoteka.consent.report;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

import pl.kartoteka.documents.TableHead;

/** The reports there are, and what stands above their columns. */
enum Report {
    EXPIRING("client", "purpose", "answeredAt", "validUntil"),
    ANSWERS("period", "purpose", "asked", "granted", "refused", "withdrawn", "expired"),
    REFUSALS("purpose", "channel", "reason", "count"),
    REGISTER("purpose", "name", "basis", "persons", "data", "recipients", "transfers", "retention", "safeguards");

    private final List<String> columns;

    Report(String... columns) {
        this.columns = List.of(columns);
    }

    TableHead head(Locale language) {
        ResourceBundle texts = texts(language);
        return new TableHead(
                texts.getString(fileName() + ".title"), columns.stream().map(texts::getString).toList());
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ResourceBundle texts(Locale language) {
        // The texts without a language are the Polish ones, whatever the machine speaks.
        return ResourceBundle.getBundle(
                "reports", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
