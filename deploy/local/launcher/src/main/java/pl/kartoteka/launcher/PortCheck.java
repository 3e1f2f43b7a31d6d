package pl.kartoteka.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out before anything is started whether a port is taken, and by whom where the system tells. */
final class PortCheck {
    private static final String LISTENING = "0A";

    private PortCheck() {}

    static void requireFree(Ports ports) {
        ports.byName().forEach((name, port) -> {
            if (!isFree(port)) {
                var owner = owner(port).map(process -> " by " + process).orElse("");
                throw new SuiteFailed("port %d (%s) is in use%s; stop that, or start with --port-offset 100"
                        .formatted(port, name, owner));
            }
        });
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** The process that listens, from Linux's /proc; empty elsewhere, or when it is another user's. */
    static Optional<String> owner(int port) {
        var sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(PortCheck::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(field -> field.length > 9 && field[3].equals(LISTENING)
                        && field[1].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .map(field -> "socket:[" + field[9] + "]")
                .collect(Collectors.toSet());
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses().filter(process -> holds(process.pid(), sockets)).findFirst()
                        .map(PortCheck::described);
    }

    private static String described(ProcessHandle process) {
        var command = process.info().command().map(path -> Path.of(path).getFileName() + ", ").orElse("");
        return command + "process " + process.pid();
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static boolean holds(long pid, Set<String> sockets) {
        try (var open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            List<Path> files = open.toList();
            for (var file : files) {
                if (Files.isSymbolicLink(file) && sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }
}
