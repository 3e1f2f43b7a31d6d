package pl.kartoteka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a JVM loaded and linked up to here, written down for its next start (JEP 483, JEP 514). */
final class Recording {
    private Recording() {}

    /** Asks a running JVM to write its cache, which takes a few seconds, and puts it in its place when it is whole. */
    static void end(long pid, Path unfinished, Path cache) throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid),
                "AOT.end_recording")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (jcmd.waitFor() == 0 && Files.exists(unfinished)) {
            Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    static void forget(Path unfinished) throws IOException {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".config"));
    }
}
