package pl.kartoteka.consent.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import pl.kartoteka.problem.ProblemTexts;

import static org.assertj.core.api.Assertions.assertThat;

class PageTextsTest {
    private static final Pattern USED = Pattern.compile("\\{\\{t\\.(\\w+)}}");

    private final PageTexts texts = new PageTexts();

    @Test
    void saysEverythingInBothLanguages() {
        assertThat(texts.in(Locale.ENGLISH).keySet()).isEqualTo(texts.in(ProblemTexts.POLISH).keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "foot", "consents", "preferences", "unsubscribe", "problem"})
    void hasEveryWordAPageUses(String page) throws IOException {
        String template = new ClassPathResource("pages/" + page + ".html").getContentAsString(StandardCharsets.UTF_8);
        Set<String> used = new TreeSet<>();
        USED.matcher(template).results().forEach(found -> used.add(found.group(1)));

        assertThat(texts.in(ProblemTexts.POLISH).keySet()).containsAll(used);
        assertThat(template).doesNotContain("{{&").doesNotContain("<script");
    }
}
