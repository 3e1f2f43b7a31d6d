package pl.kartoteka.reliable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.junit.jupiter.api.Test;
import pl.kartoteka.test.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OutboxSessionIT {
    /** After eleven seconds of silence PostgreSQL gives the session up, and its lock to another instance. */
    private static final Duration LOCK_IS_KEPT = Duration.ofSeconds(11);

    @Test
    void isGivenUpBeforePostgresGivesTheLockToAnother() throws Exception {
        var postgres = PostgresServer.shared();
        var database = postgres.database("silent_network");
        var address = URI.create(postgres.address().jdbcUrl("silent_network").substring("jdbc:".length()));
        try (var network = new Network(new InetSocketAddress(address.getHost(), address.getPort()))) {
            var session = OutboxSessions.like(ConnectionFactoryOptions.builder()
                    .option(ConnectionFactoryOptions.HOST, "localhost")
                    .option(ConnectionFactoryOptions.PORT, network.port())
                    .option(ConnectionFactoryOptions.DATABASE, "silent_network")
                    .option(ConnectionFactoryOptions.USER, "silent_network")
                    .option(ConnectionFactoryOptions.PASSWORD, database.loginPassword())
                    .build()).open();
            session.verify();
            network.fallSilent();
            long before = System.nanoTime();

            assertThatThrownBy(session::verify).isInstanceOf(SQLException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(LOCK_IS_KEPT.minusSeconds(3));
        }
    }

    /** A way to the server that can lose everything without a word. */
    private static final class Network implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0);
        private final InetSocketAddress server;
        private volatile boolean silent;

        Network(InetSocketAddress server) throws IOException {
            this.server = server;
            Thread.ofVirtual().start(this::carry);
        }

        int port() {
            return door.getLocalPort();
        }

        void fallSilent() {
            silent = true;
        }

        private void carry() {
            try (var client = door.accept(); var target = new Socket(server.getAddress(), server.getPort())) {
                var back = Thread.ofVirtual().start(() -> pass(target, client));
                pass(client, target);
                back.join();
            } catch (IOException | InterruptedException _) {
                // The test is over.
            }
        }

        private void pass(Socket from, Socket to) {
            try {
                var bytes = new byte[8192];
                for (int read = from.getInputStream().read(bytes); read >= 0; read = from.getInputStream()
                        .read(bytes)) {
                    if (!silent) {
                        to.getOutputStream().write(bytes, 0, read);
                    }
                }
            } catch (IOException _) {
                // One side has closed.
            }
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
