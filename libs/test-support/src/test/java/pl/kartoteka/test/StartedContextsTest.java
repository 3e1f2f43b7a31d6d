package pl.kartoteka.test;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class StartedContextsTest {
    @Test
    void letServersGoOnlyWhenTheServicesAreGone() throws Exception {
        var service = new GenericApplicationContext();
        service.refresh();

        Thread server = Thread.ofVirtual().start(() -> StartedContexts.awaitEnd(List.of(service)));
        Awaitility.await().until(() -> server.getState() == Thread.State.TIMED_WAITING);
        service.close();

        assertThat(server.join(Duration.ofSeconds(10))).isTrue();
    }
}
