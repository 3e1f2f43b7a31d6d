package pl.kartoteka.sandbox.mail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Listens for mail; a virtual thread for each connection. */
public final class SmtpServer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 300_000;

    private final ServerSocket server = new ServerSocket();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Mailbox mailbox;
    private final InstantSource clock;

    public SmtpServer(InetSocketAddress address, Mailbox mailbox, InstantSource clock) throws IOException {
        this.mailbox = mailbox;
        this.clock = clock;
        server.setReuseAddress(true);
        server.bind(address, 100);
        Thread.ofPlatform().name("smtp-accept").daemon().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                Thread.ofVirtual().name("smtp").start(() -> serve(connection));
            } catch (SocketException _) {
                // closed while waiting, or a caller that was gone before it was greeted
            } catch (IOException e) {
                throw new IllegalStateException("SMTP no longer listens", e);
            }
        }
    }

    private void serve(Socket connection) {
        connections.add(connection);
        try (connection) {
            connection.setSoTimeout(PATIENCE_MILLIS);
            connection.setTcpNoDelay(true);
            new SmtpSession(connection.getInputStream(), connection.getOutputStream(), mailbox, clock).run();
        } catch (IOException _) {
            // the other side hung up, which ends a session just as QUIT does
        } finally {
            connections.remove(connection);
        }
    }
}
