package pl.kartoteka.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.assertj.core.api.Assertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** Holds the committed {@code openapi.yaml} of a module equal to what the service publishes. */
public final class OpenApiFile {
    private static final Path FILE = Path.of("openapi.yaml");
    private static final List<String> ORDER = List.of("openapi", "info", "tags", "security", "paths", "components");

    private OpenApiFile() {}

    /**
     * Compares {@code /v3/api-docs} with the file; {@code -Dopenapi.update=true} writes the file instead. The address of the
     * server is left out, since it differs from run to run.
     */
    public static void verify(WebTestClient web) {
        var published = web.get().uri("/v3/api-docs").exchange()
                .expectStatus().isOk()
                .expectBody(byte[].class).returnResult().getResponseBodyContent();
        var yaml = toYaml(JsonMapper.shared().readValue(published, Map.class));
        try {
            if (Boolean.getBoolean("openapi.update")) {
                Files.writeString(FILE, yaml);
            }
            Assertions.assertThat(FILE)
                    .as("the committed openapi.yaml (rewrite it with -Dopenapi.update=true and read the difference)")
                    .exists()
                    .content().isEqualTo(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + FILE.toAbsolutePath(), e);
        }
    }

    static String toYaml(Map<?, ?> published) {
        var document = new LinkedHashMap<String, Object>();
        var rest = sorted(published);
        rest.remove("servers");
        for (var name : ORDER) {
            var part = rest.remove(name);
            if (part != null) {
                document.put(name, part);
            }
        }
        document.putAll(rest);
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        return new Yaml(options).dump(document);
    }

    private static TreeMap<String, Object> sorted(Map<?, ?> map) {
        var result = new TreeMap<String, Object>();
        map.forEach((name, value) -> result.put(String.valueOf(name), sorted(value)));
        return result;
    }

    private static Object sorted(Object value) {
        return switch (value) {
            case Map<?, ?> map -> sorted(map);
            case List<?> list -> list.stream().map(OpenApiFile::sorted).toList();
            default -> value;
        };
    }
}
