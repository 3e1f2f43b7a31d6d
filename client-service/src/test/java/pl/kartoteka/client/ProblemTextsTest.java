package pl.kartoteka.client;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTextsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern TYPE = Pattern.compile("super\\(Kind\\.\\w+, \"([a-z-]+)\"\\)");

    @Test
    void saysTheSameThingsInBothLanguages() throws IOException {
        assertThat(keys("problems_en.properties")).isEqualTo(keys("problems.properties"));
    }

    @Test
    void hasWordsAndRowInTheListForEveryProblem() throws IOException {
        Set<String> texts = keys("problems.properties");
        String list = Files.readString(Path.of("../docs/problems.md"));

        assertThat(types()).isNotEmpty().allSatisfy(type -> {
            assertThat(texts).contains(type + ".title", type + ".detail");
            assertThat(list).contains("`" + type + "`");
        });
    }

    private static Set<String> types() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> TYPE.matcher(read(file)).results())
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle of this module, which is not the only one of its name on the class path. */
    private static Set<String> keys(String bundle) throws IOException {
        var properties = new Properties();
        try (var reader = new InputStreamReader(
                Objects.requireNonNull(Files.newInputStream(Path.of("src/main/resources", bundle))),
                StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames();
    }
}
