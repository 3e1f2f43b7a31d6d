package pl.kartoteka.test;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** Every refusal a module's sources name has words in both languages and a row in {@code docs/problems.md}. */
public final class RefusalTexts {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path LIST = Path.of("../docs/problems.md");
    private static final Pattern TYPE = Pattern.compile("(?:super|new Problem)\\(\\s*Kind\\.\\w+,\\s*\"([a-z-]+)\"");

    private RefusalTexts() {}

    /** Checks the module whose directory is the working directory. */
    public static void verify() {
        try {
            Set<String> polish = keys("problems.properties");
            Set<String> english = keys("problems_en.properties");
            String list = Files.readString(LIST);

            assertThat(english).as("English texts").isEqualTo(polish);
            assertThat(types()).as("types of refusals").isNotEmpty().allSatisfy(type -> {
                assertThat(polish).contains(type + ".title", type + ".detail");
                assertThat(list).contains("`" + type + "`");
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> types() throws IOException {
        try (var files = Files.walk(SOURCES)) {
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

    /** Of the module and of the libraries it answers with. */
    private static Set<String> keys(String bundle) throws IOException {
        var texts = new Properties();
        for (URL each : Collections.list(RefusalTexts.class.getClassLoader().getResources(bundle))) {
            try (var reader = new InputStreamReader(each.openStream(), StandardCharsets.UTF_8)) {
                texts.load(reader);
            }
        }
        return texts.stringPropertyNames();
    }
}
