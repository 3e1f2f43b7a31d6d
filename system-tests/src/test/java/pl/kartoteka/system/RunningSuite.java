package pl.kartoteka.system;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.stream.IntStream;

import pl.kartoteka.launcher.LocalSuite;
import pl.kartoteka.launcher.Ports;
import pl.kartoteka.launcher.SuiteOptions;

/** The suite as {@code deploy/local/up} runs it, once for all tests of this module, on ports and data of its own. */
final class RunningSuite {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final LocalSuite SUITE = start();

    private RunningSuite() {}

    static LocalSuite get() {
        return SUITE;
    }

    private static LocalSuite start() {
        var suite = LocalSuite.start(
                SuiteOptions.beside(ROOT, Path.of("target/suite"), freeBlock()), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(suite::close, "stop-the-suite"));
        return suite;
    }

    /** A local run may stand on the usual ports; the tests go where nobody is. */
    private static int freeBlock() {
        return IntStream.iterate(20_000, offset -> offset <= 40_000, offset -> offset + 1_000)
                .filter(RunningSuite::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free block of ports between 20000 and 60000"));
    }

    private static boolean isFree(int offset) {
        var ports = new Ports(offset);
        return IntStream.of(
                ports.gateway(), ports.clientService(), ports.consentService(), ports.segmentService(),
                ports.gusLookupService(), ports.messagingService(), ports.issuer(), ports.kafka(), ports.postgres(),
                ports.smtp(), ports.sandbox())
                .allMatch(RunningSuite::canBind);
    }

    private static boolean canBind(int port) {
        try (var _ = new ServerSocket(port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
