package pl.kartoteka.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on at this moment. They lie below those that systems give to outgoing connections (32768 and up on Linux,
 * 49152 elsewhere), or one of these could take a port in the moment before it is used.
 */
final class FreePorts {
    private static final int LOWEST = 16_000;
    private static final int BEYOND = 32_000;
    private static final int ATTEMPTS = 100;

    private FreePorts() {}

    static int next() {
        return ThreadLocalRandom.current().ints(ATTEMPTS, LOWEST, BEYOND)
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free port on the loopback address"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
