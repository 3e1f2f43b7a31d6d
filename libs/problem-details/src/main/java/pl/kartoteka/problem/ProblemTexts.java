package pl.kartoteka.problem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The words of all problems: {@code problems.properties} (Polish) and {@code problems_en.properties} of every module, merged. */
public final class ProblemTexts {
    public static final Locale POLISH = Locale.of("pl");
    private static final List<Locale> SPOKEN = List.of(POLISH, Locale.ENGLISH);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

    private final Properties polish;
    private final Properties english;

    private ProblemTexts(Properties polish, Properties english) {
        this.polish = polish;
        this.english = english;
    }

    public static ProblemTexts fromClasspath() {
        return new ProblemTexts(merged("classpath*:problems.properties"), merged("classpath*:problems_en.properties"));
    }

    /** The language for an {@code Accept-Language} header: the best of Polish and English, Polish when it asks for neither. */
    public static Locale language(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return POLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return found != null ? found : POLISH;
        } catch (IllegalArgumentException _) {
            return POLISH;
        }
    }

    /** The text in that language, else in Polish; null when no module has it. */
    public @Nullable String find(String key, Locale language, Map<String, Object> arguments) {
        String text = language.equals(Locale.ENGLISH) ? english.getProperty(key) : null;
        if (text == null) {
            text = polish.getProperty(key);
        }
        return text == null ? null : filled(text, arguments);
    }

    /** Keys said in one language only; a module's test holds this empty. */
    public Set<String> untranslated() {
        Set<String> one = new TreeSet<>();
        polish.stringPropertyNames().stream().filter(key -> !english.containsKey(key)).forEach(one::add);
        english.stringPropertyNames().stream().filter(key -> !polish.containsKey(key)).forEach(one::add);
        return one;
    }

    /** The message of a field error; a code without words is shown as it is. */
    public String message(FieldError error, Locale language) {
        String text = find(error.code(), language, error.arguments());
        return text != null ? text : error.code();
    }

    private static String filled(String text, Map<String, Object> arguments) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            Object value = arguments.get(match.group(1));
            return Matcher.quoteReplacement(value == null ? match.group() : value.toString());
        });
    }

    /** First on the classpath wins, so that a service may word a problem of a library in its own way. */
    private static Properties merged(String location) {
        Properties all = new Properties();
        try {
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources(location)) {
                Properties one = new Properties();
                try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                    one.load(reader);
                }
                one.forEach(all::putIfAbsent);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("problem texts: " + location, e);
        }
        return all;
    }
}
