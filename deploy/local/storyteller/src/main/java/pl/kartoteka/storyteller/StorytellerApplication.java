package pl.kartoteka.storyteller;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Plays the story once. */
public final class StorytellerApplication {

    private static final int BROKEN = 1;
    private static final int MISUSED = 2;

    private StorytellerApplication() {}

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var coloured = System.console() != null && System.console().isTerminal() && System.getenv("NO_COLOR") == null;
        System.exit(run(List.of(arguments), out, new PrintStream(System.err, true, StandardCharsets.UTF_8), coloured));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err, boolean coloured) {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (IllegalArgumentException e) {
            err.println("deploy/local/demo: " + e.getMessage());
            return MISUSED;
        }
        if (options.help()) {
            out.print(Options.HELP);
            return 0;
        }
        try {
            var suite = new Suite(options);
            var narrator = new Narrator(out, coloured);
            if (options.demoData()) {
                new DemoData(suite, narrator).load();
            } else {
                new Story(suite, narrator).tell();
            }
            return 0;
        } catch (StoryBroken e) {
            err.println("The story ends here: " + e.getMessage());
            return BROKEN;
        }
    }
}
