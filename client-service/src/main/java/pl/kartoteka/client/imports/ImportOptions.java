package pl.kartoteka.client.imports;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.client.card.ClientKind;
import pl.kartoteka.client.imports.ImportRequest.Existing;
import pl.kartoteka.client.imports.ImportRequest.Mode;
import pl.kartoteka.problem.ErrorCollector;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was said with a file; null where it was not, and the file or the default decides. */
record ImportOptions(
        Map<String, @Nullable String> mapping,
        boolean dryRun,
        Mode mode,
        Existing existing,
        @Nullable String source,
        ClientKind kind,
        boolean addEntries,
        @Nullable Charset encoding,
        @Nullable Character delimiter,
        @Nullable Boolean header) {

    private static final int LONGEST_SOURCE = 100;

    /** As written in the parts of the form, all errors at once. */
    static ImportOptions read(Form form) {
        var errors = new ErrorCollector();
        var options = new ImportOptions(
                mapping(form.mapping(), errors),
                truth("dryRun", form.dryRun(), false, errors),
                choice("mode", form.mode(), Mode.BEST_EFFORT, errors),
                choice("existing", form.existing(), Existing.UPDATE, errors),
                source(form.source(), errors),
                choice("kind", form.kind(), ClientKind.COMPANY, errors),
                truth("addEntries", form.addEntries(), true, errors),
                encoding(form.encoding(), errors),
                delimiter(form.delimiter(), errors),
                form.header() == null ? null : truth("header", form.header(), true, errors));
        errors.throwIfAny();
        return options;
    }

    record Form(@Nullable String mapping, @Nullable String dryRun, @Nullable String mode, @Nullable String existing,
            @Nullable String source, @Nullable String kind, @Nullable String addEntries, @Nullable String encoding,
            @Nullable String delimiter, @Nullable String header) {}

    private static Map<String, @Nullable String> mapping(@Nullable String json, ErrorCollector errors) {
        var mapping = new LinkedHashMap<String, @Nullable String>();
        if (json == null || json.isBlank()) {
            return mapping;
        }
        try {
            JsonNode tree = JsonMapper.shared().readTree(json);
            if (!tree.isObject()) {
                errors.add("mapping", "object.expected");
            }
            tree.properties().forEach(entry -> {
                JsonNode field = entry.getValue();
                if (field.isNull()) {
                    mapping.put(entry.getKey().strip(), null);
                } else if (field.isString() && ImportFields.isKnown(field.stringValue())) {
                    mapping.put(entry.getKey().strip(), field.stringValue());
                } else {
                    errors.add("mapping." + entry.getKey(), "import.field-unknown");
                }
            });
        } catch (JacksonException _) {
            errors.add("mapping", "object.expected");
        }
        return mapping;
    }

    private static boolean truth(String field, @Nullable String text, boolean otherwise, ErrorCollector errors) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (!text.strip().equals("true") && !text.strip().equals("false")) {
            errors.add(field, "boolean.expected");
        }
        return text.strip().equals("true");
    }

    private static <E extends Enum<E>> E choice(String field, @Nullable String text, E otherwise,
            ErrorCollector errors) {
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        E[] choices = otherwise.getDeclaringClass().getEnumConstants();
        return Arrays.stream(choices).filter(choice -> choice.name().equals(text.strip())).findFirst().orElseGet(() -> {
            errors.add(field, "choice.expected", Map.of("allowed", Arrays.toString(choices)));
            return otherwise;
        });
    }

    private static @Nullable String source(@Nullable String text, ErrorCollector errors) {
        if (text != null && (text.isBlank() || text.length() > LONGEST_SOURCE
                || text.chars().anyMatch(Character::isISOControl))) {
            errors.add("source", "value.invalid");
        }
        return text == null ? null : text.strip();
    }

    private static @Nullable Charset encoding(@Nullable String name, ErrorCollector errors) {
        try {
            return name == null || name.isBlank() ? null : Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            errors.add("encoding", "import.encoding-unknown");
            return null;
        }
    }

    private static @Nullable Character delimiter(@Nullable String text, ErrorCollector errors) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.length() != 1 || text.equals("\"") || text.equals("\n") || text.equals("\r")) {
            errors.add("delimiter", "import.delimiter-invalid");
        }
        return text.charAt(0);
    }
}
