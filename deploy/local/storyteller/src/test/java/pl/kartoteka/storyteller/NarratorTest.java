package pl.kartoteka.storyteller;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NarratorTest {

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final Narrator narrator = new Narrator(new PrintStream(told, true, StandardCharsets.UTF_8), false);

    @Test
    void countsSteps() {
        narrator.step("One");
        narrator.step("Two");

        assertThat(told.toString(StandardCharsets.UTF_8)).contains("1. One", "2. Two").doesNotContain("\u001b");
    }

    @Test
    void waitsForWhatTakesAMoment() {
        var asked = new AtomicInteger();

        var answer = narrator.await("it came", Duration.ofSeconds(5),
                () -> asked.incrementAndGet() < 3 ? Optional.empty() : Optional.of("there"));

        assertThat(answer).isEqualTo("there");
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("✓ it came (").contains(" ms)");
    }

    @Test
    void endsTheStoryWhenItDoesNotCome() {
        assertThatThrownBy(() -> narrator.await("it came", Duration.ofMillis(100), Optional::empty))
                .isInstanceOf(StoryBroken.class).hasMessageContaining("it came: not after");
    }
}
