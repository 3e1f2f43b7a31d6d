package pl.kartoteka.consent.privacy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import pl.kartoteka.documents.PdfDocument;
import pl.kartoteka.events.PrivacyEvent.ErasedData;
import pl.kartoteka.events.PrivacyEvent.KeptData;
import tools.jackson.databind.JsonNode;

/** The documents a person can read, in Polish. */
final class ReadablePages {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.of("pl"))
            .withZone(Deadline.WARSAW);

    private ReadablePages() {}

    /** One file of the archive, as JSON. */
    record Section(String service, String title, JsonNode content) {}

    static byte[] ofArchive(List<Section> sections, Instant at) {
        var pdf = new ByteArrayOutputStream();
        try (var document = PdfDocument.portrait(pdf, "Twoje dane")) {
            document.title("Twoje dane")
                    .paragraph("Wszystko, co o Tobie przechowujemy. Stan z chwili przygotowania tego dokumentu: "
                            + MOMENT.format(at)
                            + ". Te same dane w postaci do odczytu maszynowego są w plikach JSON obok.");
            for (Section section : sections) {
                document.heading(section.title());
                write(document, section.content());
            }
        }
        return pdf.toByteArray();
    }

    static byte[] ofCertificate(Certificate certificate) {
        var pdf = new ByteArrayOutputStream();
        try (var document = PdfDocument.portrait(pdf, "Potwierdzenie usunięcia danych")) {
            document.title("Potwierdzenie usunięcia danych")
                    .paragraph("Na podstawie art. 17 RODO usunięto dane osobowe we wszystkich częściach systemu.");
            var about = new LinkedHashMap<String, Object>();
            about.put("Wniosek", certificate.requestId().toString());
            about.put("Identyfikator klienta", certificate.clientId().toString());
            about.put("Wpłynął", MOMENT.format(certificate.receivedAt()));
            about.put("Ukończono", MOMENT.format(certificate.completedAt()));
            document.keyValues(about);
            for (Receipt receipt : certificate.erased()) {
                document.heading(receipt.service() + ", " + MOMENT.format(receipt.erasedAt()));
                document.paragraph("Usunięto: " + text(receipt.erased()));
                for (KeptData kept : receipt.kept()) {
                    document.paragraph("Pozostaje: %s (%d): %s%s".formatted(
                            PolishLabels.what(kept.what()), kept.count(), PolishLabels.reason(kept.reason()),
                            kept.until() == null ? "" : ", do " + kept.until()));
                }
            }
        }
        return pdf.toByteArray();
    }

    private static String text(List<ErasedData> erased) {
        return erased.isEmpty()
                ? "nic tu nie było"
                : erased.stream()
                        .map(one -> PolishLabels.what(one.what()) + " (" + one.count() + ")")
                        .collect(Collectors.joining(", "));
    }

    /** A list is told entry by entry, everything else line by line. */
    private static void write(PdfDocument document, JsonNode content) {
        if (content.isArray()) {
            int number = 1;
            for (JsonNode entry : content) {
                document.paragraph(number++ + ".");
                document.keyValues(lines(entry));
            }
        } else {
            document.keyValues(lines(content));
        }
    }

    private static Map<String, Object> lines(JsonNode content) {
        var lines = new LinkedHashMap<String, Object>();
        flatten("", content, lines);
        return lines;
    }

    private static void flatten(String path, JsonNode value, Map<String, Object> lines) {
        if (value.isObject()) {
            value.properties().forEach(field -> flatten(
                    (path.isEmpty() ? "" : path + " › ") + PolishLabels.of(field.getKey()), field.getValue(), lines));
        } else if (value.isArray()) {
            int number = 1;
            for (JsonNode entry : value) {
                flatten(path + " " + number++, entry, lines);
            }
        } else if (!value.isNull()) {
            lines.put(path.isEmpty() ? "–" : path,
                    value.isBoolean() ? value.booleanValue() ? "tak" : "nie" : value.asString());
        }
    }
}
