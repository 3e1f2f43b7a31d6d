package pl.kartoteka.test;

import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;
import pl.kartoteka.embedded.EmbeddedPostgresServer;
import pl.kartoteka.embedded.PostgresAddress;
import pl.kartoteka.embedded.ServiceDatabase;

/**
 * The PostgreSQL server of this test run, one per JVM: the official image where a container engine answers, otherwise the
 * embedded binaries. It starts with its first use and goes with the JVM.
 */
public final class PostgresServer {
    private static final DockerImageName IMAGE = DockerImageName.parse("postgres:18");

    private static final class Shared {
        static final PostgresServer SERVER = new PostgresServer();
    }

    private final PostgresAddress address;

    private PostgresServer() {
        address = ContainerEngine.answers()
                ? inContainer()
                : EmbeddedPostgresServer.throwaway(StartedContexts::awaitEnd).address();
    }

    /** The one of this JVM. */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Where it answers, as its superuser. */
    public PostgresAddress address() {
        return address;
    }

    /** A service's database with its two roles, made if it is not there yet. */
    public synchronized ServiceDatabase database(String name) {
        var database = new ServiceDatabase(name, name + "-owner-secret", name + "-secret");
        database.createOn(address);
        return database;
    }

    @SuppressWarnings("resource") // Testcontainers removes the container when the JVM is gone
    private static PostgresAddress inContainer() {
        var container = new PostgreSQLContainer(IMAGE)
                .withUsername("postgres")
                .withPassword("postgres")
                .withDatabaseName("postgres")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        return new PostgresAddress(container.getHost(), container.getMappedPort(5432), "postgres", "postgres");
    }
}
