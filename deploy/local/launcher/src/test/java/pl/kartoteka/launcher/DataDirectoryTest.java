package pl.kartoteka.launcher;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void deletesWhatARunKeepsAndNothingElse() throws Exception {
        var data = new DataDirectory(directory);
        data.create();
        Files.createDirectories(data.postgres().resolve("data"));
        var notOurs = Files.createFile(directory.resolve("thesis.txt"));

        data.empty();

        assertThat(directory).isDirectoryNotContaining("glob:**/postgres").isDirectoryContaining("glob:**/thesis.txt");
        assertThat(notOurs).exists();
    }

    @Test
    void isHeldByOneLauncherAtATime() {
        var data = new DataDirectory(directory);
        data.create();
        var lock = data.lock().orElseThrow();

        assertThat(data.lock()).isEmpty();

        DataDirectory.release(lock);
        assertThat(data.lock()).isPresent();
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        var file = Files.createFile(directory.resolve("a file"));

        assertThatThrownBy(() -> new DataDirectory(file.resolve("data")).create())
                .isInstanceOf(SuiteFailed.class)
                .hasMessageContaining("cannot write to");
    }
}
