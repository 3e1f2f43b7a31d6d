package pl.kartoteka.storyteller;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Says what happens, in steps; waits for what takes a moment and says how long it took. */
final class Narrator {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final PrintStream out;
    private final boolean coloured;
    private int step;

    Narrator(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    void title(String text) {
        out.println(bold(text));
    }

    void step(String text) {
        step++;
        out.println();
        out.println(bold(step + ". " + text));
    }

    /** What somebody does. */
    void says(String text) {
        out.println("   " + text);
    }

    /** A fact to read, in two columns. */
    void fact(String name, String value) {
        out.printf("     %-16s %s%n", name, value);
    }

    /** Something came out as it should. */
    void proves(String text) {
        out.println("   " + (coloured ? "\u001b[32m✓\u001b[0m " : "✓ ") + text);
    }

    /** Asks until there is an answer, or the story ends here. */
    <T> T await(String what, Duration patience, Supplier<Optional<T>> question) {
        var start = Instant.now();
        while (true) {
            var answer = question.get();
            if (answer.isPresent()) {
                proves(what + duration(Duration.between(start, Instant.now())));
                return answer.get();
            }
            if (Duration.between(start, Instant.now()).compareTo(patience) > 0) {
                throw new StoryBroken(what + ": not after " + patience.toSeconds() + " s");
            }
            pause();
        }
    }

    private String bold(String text) {
        return coloured ? "\u001b[1m" + text + "\u001b[0m" : text;
    }

    private static String duration(Duration time) {
        return time.toMillis() < 1_000
                ? " (" + time.toMillis() + " ms)"
                : " (" + time.toMillis() / 100 / 10.0 + " s)";
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }
}
