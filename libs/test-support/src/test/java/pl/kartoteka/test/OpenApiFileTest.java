package pl.kartoteka.test;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiFileTest {
    @Test
    void writesTheSamePageAlwaysInTheSameOrderWithoutTheServersAddress() {
        Map<String, Object> published = Map.of(
                "paths", Map.of("/b", Map.of("get", "ó"), "/a", List.of("second", "first")),
                "servers", List.of(Map.of("url", "http://localhost:12345")),
                "info", Map.of("title", "Sample"),
                "openapi", "3.1.0");

        assertThat(OpenApiFile.toYaml(published)).isEqualTo("""
                openapi: 3.1.0
                info:
                  title: Sample
                paths:
                  /a:
                  - second
                  - first
                  /b:
                    get: ó
                """);
    }
}
