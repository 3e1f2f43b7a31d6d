package pl.kartoteka.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PortCheckTest {
    @Test
    void seesWhoeverListens() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortCheck.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void seesWhoeverListensOnEveryAddress() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThat(PortCheck.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesTheProcessThatListens() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortCheck.owner(taken.getLocalPort()))
                    .hasValue("java, process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void saysWhichPortIsTakenAndWhatWasMeantToListenThere() throws IOException {
        var ports = freeBlock();
        try (var _ = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> PortCheck.requireFree(ports))
                    .isInstanceOf(SuiteFailed.class)
                    .hasMessageStartingWith("port " + ports.kafka() + " (Kafka) is in use");
        }
    }

    @Test
    void refusesABlockThatDoesNotFit() {
        assertThatThrownBy(() -> new Ports(60_000)).hasMessageContaining("expected: 0 to 50103");
        assertThatThrownBy(() -> new Ports(-1)).isInstanceOf(SuiteFailed.class);
    }

    private static Ports freeBlock() {
        for (var offset = 30_000; offset < 45_000; offset += 500) {
            var ports = new Ports(offset);
            if (ports.byName().values().stream().allMatch(PortCheck::isFree)) {
                return ports;
            }
        }
        throw new AssertionError("no free block of ports on this machine");
    }
}
