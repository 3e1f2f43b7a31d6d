package pl.kartoteka.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProcessRegisterTest {
    @TempDir
    Path directory;

    private ProcessRegister register;

    @BeforeEach
    void open() {
        register = new ProcessRegister(directory.resolve("processes"));
    }

    @Test
    void stopsWhatAKilledLauncherLeftBehind() throws Exception {
        var left = new ProcessBuilder("sleep", "600").start();
        register.begin();
        register.add("client-service", left.toHandle());

        assertThat(register.stopLeftBehind()).containsExactly("client-service");

        assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void leavesAloneAnotherProcessThatGotTheSameId() throws Exception {
        var innocent = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(directory.resolve("processes"), "gateway " + innocent.pid() + " 12345\n");

            assertThat(register.stopLeftBehind()).isEmpty();
            assertThat(innocent.isAlive()).isTrue();
        } finally {
            innocent.destroyForcibly();
        }
    }

    @Test
    void knowsItsLauncherOnlyWhileItLives() throws IOException {
        assertThat(register.launcher()).isEmpty();

        register.begin();
        assertThat(register.launcher()).hasValue(ProcessHandle.current());

        register.end();
        assertThat(register.launcher()).isEmpty();
    }

    @Test
    void skipsLinesThatAKillCutShort() throws IOException {
        Files.writeString(directory.resolve("processes"), "launcher 99\nclient-serv");

        assertThat(register.stopLeftBehind()).isEmpty();
    }
}
