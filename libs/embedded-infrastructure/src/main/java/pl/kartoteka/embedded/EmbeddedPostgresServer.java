package pl.kartoteka.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import com.sun.management.OperatingSystemMXBean;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/** One PostgreSQL server, a process of its own that listens on the loopback address only. */
public final class EmbeddedPostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long MEGABYTE = 1L << 20;
    private static final int FEWEST_BUFFERS = 64;
    private static final int MOST_BUFFERS = 4096;

    private final EmbeddedPostgres postgres;
    private final PostgresAddress address;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Runnable afterwards;

    private EmbeddedPostgresServer(EmbeddedPostgres postgres, String password, Runnable afterwards) {
        this.postgres = postgres;
        this.afterwards = afterwards;
        this.address = new PostgresAddress("localhost", postgres.getPort(), SUPERUSER, password);
    }

    /**
     * A server on a free port that does not wait for the disk, whose data is gone after {@link #close()} or the end of this
     * process.
     */
    public static EmbeddedPostgresServer throwaway() {
        return throwaway(() -> {});
    }

    /** @param usersAreGone waits, at the end of this process, for those who still need the server to come to their end */
    public static EmbeddedPostgresServer throwaway(Runnable usersAreGone) {
        var directory = Directories.temporary("kartoteka-postgres-");
        try {
            var postgres = settings(binaries(), directory)
                    .setPort(FreePorts.next())
                    .setServerConfig("full_page_writes", "off")
                    .start();
            var server = new EmbeddedPostgresServer(postgres, SUPERUSER, () -> Directories.delete(directory));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                usersAreGone.run();
                server.close();
            }, "embedded-postgres-close"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + directory, e);
        }
    }

    /**
     * A server on the given port that keeps its data in the given directory, waits for the disk before it confirms a commit,
     * and asks everybody for a password. One left behind there by a process that was killed is stopped first. The caller
     * closes it.
     */
    public static EmbeddedPostgresServer kept(Path directory, int port, String superuserPassword) {
        var data = directory.resolve("data");
        try {
            Files.createDirectories(directory);
            stopLeftBehind(directory);
            var log = directory.resolve("postgres.log").toFile();
            var firstStart = !Files.exists(directory.resolve("passwords-required"));
            var builder = settings(directory, data)
                    .setPort(port)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", buffers())
                    .setServerConfig("max_wal_size", "4GB")
                    // Every page that is touched after a checkpoint goes into the log as a whole.
                    .setServerConfig("checkpoint_timeout", "15min")
                    .setServerConfig("password_encryption", "scram-sha-256")
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log));
            if (!firstStart) {
                builder.setConnectConfig("password", superuserPassword);
            }
            var server = new EmbeddedPostgresServer(builder.start(), superuserPassword, () -> {});
            if (firstStart) {
                server.requirePasswords(directory);
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start PostgreSQL in " + directory, e);
        }
    }

    /** Stops a server that still works on the data kept in this directory, whoever started it; says whether there was one. */
    public static boolean stopLeftBehind(Path directory) throws IOException {
        var file = directory.resolve("data").resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        var lines = Files.readAllLines(file);
        var left = lines.isEmpty()
                ? Optional.<ProcessHandle>empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(EmbeddedPostgresServer::isPostgres);
        if (left.isPresent()) {
            stop(left.get());
        }
        Files.deleteIfExists(file);
        return left.isPresent();
    }

    /** Where it answers, as its superuser. */
    public PostgresAddress address() {
        return address;
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            try {
                postgres.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot stop PostgreSQL at " + address, e);
            }
            afterwards.run();
        }
    }

    private static EmbeddedPostgres.Builder settings(Path binaries, Path data) {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setServerConfig("max_connections", "200")
                .setServerConfig("shared_buffers", "64MB")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("unix_socket_directories", "");
    }

    /** An eighth of the machine; none of it is taken before there is data to fill it. */
    private static String buffers() {
        long memory = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.clamp(memory / 8 / MEGABYTE, FEWEST_BUFFERS, MOST_BUFFERS) + "MB";
    }

    private static Path binaries() {
        return Path.of(System.getProperty("java.io.tmpdir"), "kartoteka-postgres-" + System.getProperty("user.name"));
    }

    private void requirePasswords(Path directory) throws IOException {
        try (var connection = address.connect("postgres"); var statement = connection.createStatement()) {
            statement.execute("alter role postgres password " + statement.enquoteLiteral(address.password()));
            Files.writeString(directory.resolve("data").resolve("pg_hba.conf"), """
                    local all all scram-sha-256
                    host all all 127.0.0.1/32 scram-sha-256
                    host all all ::1/128 scram-sha-256
                    """);
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot give PostgreSQL at " + address + " its password", e);
        }
        Files.createFile(directory.resolve("passwords-required"));
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info().command().map(command -> command.endsWith("/postgres")).orElse(false);
    }

    /** SIGINT is PostgreSQL's fast shutdown: it ends the sessions and leaves the data clean; Java itself cannot send it. */
    private static void stop(ProcessHandle postgres) throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(postgres.pid())).inheritIO().start();
        try {
            postgres.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL " + postgres.pid() + " was stopping", e);
        } catch (ExecutionException | TimeoutException e) {
            postgres.destroyForcibly();
            throw new IOException("PostgreSQL " + postgres.pid() + " did not stop in " + PATIENCE.toSeconds() + " s",
                    e);
        }
    }
}
