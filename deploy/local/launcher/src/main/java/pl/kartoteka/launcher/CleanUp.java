package pl.kartoteka.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import pl.kartoteka.embedded.EmbeddedPostgresServer;

/** Stops whatever a killed launcher left running on a data directory. */
final class CleanUp {
    private CleanUp() {}

    static List<String> after(DataDirectory data) {
        var register = new ProcessRegister(data.processes());
        var stopped = new ArrayList<>(register.stopLeftBehind());
        try {
            if (EmbeddedPostgresServer.stopLeftBehind(data.postgres())) {
                stopped.add("PostgreSQL");
            }
        } catch (IOException e) {
            throw new SuiteFailed("cannot stop the PostgreSQL of an earlier run: " + e.getMessage(), e);
        }
        register.end();
        return stopped;
    }
}
