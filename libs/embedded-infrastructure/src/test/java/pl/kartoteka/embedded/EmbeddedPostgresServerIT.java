package pl.kartoteka.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedPostgresServerIT {
    @TempDir
    Path directory;

    @Test
    void keepsDataOverARestartAndWaitsForTheDisk() throws SQLException {
        var kept = directory.resolve("a path with spaces");
        var port = FreePorts.next();
        try (var server = EmbeddedPostgresServer.kept(kept, port, "secret")) {
            execute(server, "create table note as select 'kept' as text");
        }

        try (var server = EmbeddedPostgresServer.kept(kept, port, "secret")) {
            assertThat(query(server, "select text from note")).isEqualTo("kept");
            assertThat(query(server, "show fsync")).isEqualTo("on");
        }
    }

    @Test
    void asksForAPassword() {
        try (var server = EmbeddedPostgresServer.kept(directory, FreePorts.next(), "secret")) {
            var guess = new PostgresAddress("localhost", server.address().port(), "postgres", "guess");

            assertThatThrownBy(() -> guess.connect("postgres").close()).hasMessageContaining("authentication failed");
        }
    }

    @Test
    void replacesAServerLeftBehind() throws Exception {
        EmbeddedPostgresServer.kept(directory, FreePorts.next(), "secret");
        var left = postmaster();
        // The killed process's lock went with it; this process still holds its own.
        Files.delete(directory.resolve("data").resolve("epg-lock"));

        try (var server = EmbeddedPostgresServer.kept(directory, FreePorts.next(), "secret")) {
            assertThat(query(server, "select 1")).isEqualTo("1");
            assertThat(postmaster()).isNotEqualTo(left);
            assertThat(left.isAlive()).isFalse();
        }
    }

    private ProcessHandle postmaster() throws Exception {
        var pid = Files.readAllLines(directory.resolve("data").resolve("postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static void execute(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (var connection = server.address().connect("postgres"); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgresServer server, String sql) throws SQLException {
        try (var connection = server.address().connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
