package pl.kartoteka.messaging;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTextsTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern TYPE = Pattern.compile("super\\(Kind\\.[A-Z_]+, \"([a-z-]+)\"\\)");

    @Test
    void saysTheSameInPolishAndEnglish() throws IOException {
        assertThat(keys("problems.properties")).isEqualTo(keys("problems_en.properties"));
    }

    @Test
    void hasWordsForEveryRefusalAndARowInTheDocumentation() throws IOException {
        String documented = Files.readString(Path.of("../docs/problems.md"));
        Set<String> texts = keys("problems.properties");

        assertThat(types()).hasSizeGreaterThan(8).allSatisfy(type -> {
            assertThat(texts).contains(type + ".title", type + ".detail");
            assertThat(documented).contains("| `" + type + "` |");
        });
    }

    private static Set<String> types() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            Set<String> types = new TreeSet<>();
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                TYPE.matcher(Files.readString(file)).results().forEach(match -> types.add(match.group(1)));
            }
            return types;
        }
    }

    private static Set<String> keys(String bundle) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(RESOURCES.resolve(bundle))) {
            texts.load(reader);
        }
        return texts.stringPropertyNames();
    }
}
