package pl.kartoteka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** What a JVM loaded and linked up to here, written down for its next start (JEP 483, JEP 514). */
final class Recording {
    private Recording() {}

    /**
     * Asks a running JVM to write its cache, which takes a few seconds, and puts it in its place when it is whole. The memory
     * the writing took is then given back to the system.
     */
    static void end(long pid, Path unfinished, Path cache) throws IOException, InterruptedException {
        if (ask(pid, "AOT.end_recording") && Files.exists(unfinished)) {
            Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
        }
        ask(pid, "System.trim_native_heap");
    }

    private static boolean ask(long pid, String what) throws IOException, InterruptedException {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), what)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor() == 0;
    }

    static void forget(Path unfinished) throws IOException {
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".config"));
    }
}
