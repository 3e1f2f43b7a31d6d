package pl.kartoteka.gus;

import java.util.Map;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Points a service under test at the simulators of the local run: one process for all tests. */
public interface SandboxRunning {
    SandboxProcess SANDBOX = SandboxProcess.start();

    @DynamicPropertySource
    static void registers(DynamicPropertyRegistry properties) {
        Map.of("gus", "/gus/wsBIR/UslugaBIRzewnPubl.svc", "ceidg", "/ceidg/api/ceidg/v3", "white-list", "/whitelist",
                "vies", "/vies/rest-api").forEach((register, path) -> {
                    var settings = "kartoteka.registers." + register + ".";
                    properties.add(settings + "url", () -> SANDBOX.address() + path);
                    properties.add(settings + "protection.patience", () -> "3s");
                    properties.add(settings + "protection.request-timeout", () -> "700ms");
                    properties.add(settings + "protection.window", () -> 1_000);
                    properties.add(settings + "protection.minimum-calls", () -> 1_000);
                });
        properties.add("kartoteka.watch.enabled", () -> false);
        properties.add("kartoteka.registers.gus.protection.pause", () -> "200ms");
        properties.add("kartoteka.registers.gus.protection.attempts", () -> 1);
        properties.add("kartoteka.registers.ceidg.protection.attempts", () -> 1);
        // The simulators hold their own limits, which their switch sets back; ours would outlast the test.
        properties.add("kartoteka.registers.ceidg.limits[0].permits", () -> 100_000);
        properties.add("kartoteka.registers.ceidg.limits[0].per", () -> "1s");
        properties.add("kartoteka.registers.white-list.limits[0].permits", () -> 100_000);
        properties.add("kartoteka.registers.white-list.limits[0].per", () -> "1s");
        properties.add("kartoteka.registers.vies.requester", () -> "PL5261040567");
    }
}
