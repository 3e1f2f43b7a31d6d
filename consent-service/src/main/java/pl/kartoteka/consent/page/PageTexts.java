package pl.kartoteka.consent.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;

/** The words of the pages in Polish and English. */
final class PageTexts {
    private final Map<String, String> polish = read("pages/texts.properties");
    private final Map<String, String> english = read("pages/texts_en.properties");

    Map<String, String> in(Locale language) {
        return language.equals(Locale.ENGLISH) ? english : polish;
    }

    private static Map<String, String> read(String file) {
        var texts = new Properties();
        try (var reader = new InputStreamReader(
                new ClassPathResource(file).getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read (expected on the classpath)", e);
        }
        var all = new HashMap<String, String>();
        texts.stringPropertyNames().forEach(name -> all.put(name, texts.getProperty(name)));
        return all;
    }
}
