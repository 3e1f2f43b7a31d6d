package pl.kartoteka.launcher;

import java.net.URI;
import java.util.Map;

/**
 * One process of the suite.
 *
 * @param name        of the module, the log and the messages
 * @param module      its directory under the project's root
 * @param port        where it answers
 * @param ready       the path that answers 200 once it is ready
 * @param heap        most megabytes of heap
 * @param environment its own variables; it gets no others of the suite
 */
record Part(String name, String module, int port, String ready, int heap, Map<String, String> environment) {
    URI readiness() {
        return URI.create("http://localhost:" + port + ready);
    }
}
