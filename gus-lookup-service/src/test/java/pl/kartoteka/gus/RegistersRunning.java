package pl.kartoteka.gus;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Points a service under test at the stubs, with limits that keep tests short. Patience is long, so that a machine under load
 * is not taken for a register that is silent: how it ends is tested at each register.
 */
public interface RegistersRunning {
    @DynamicPropertySource
    static void registers(DynamicPropertyRegistry properties) {
        RegisterStubs.configure(properties);
        properties.add("kartoteka.registers.gus.limits[0].permits", () -> 100_000);
        properties.add("kartoteka.registers.gus.limits[0].per", () -> "1s");
        properties.add("kartoteka.registers.ceidg.limits[0].permits", () -> 100_000);
        properties.add("kartoteka.registers.ceidg.limits[0].per", () -> "1s");
        properties.add("kartoteka.registers.white-list.limits[0].permits", () -> 100_000);
        properties.add("kartoteka.registers.white-list.limits[0].per", () -> "1s");
        for (var register : new String[]{"gus", "ceidg", "white-list", "vies"}) {
            var protection = "kartoteka.registers." + register + ".protection.";
            properties.add(protection + "request-timeout", () -> "5s");
            properties.add(protection + "patience", () -> "6s");
            properties.add(protection + "retry-delay", () -> "20ms");
            // The breaker has its own test: here one test's outage must not shut the register for the next.
            properties.add(protection + "window", () -> 1_000);
            properties.add(protection + "minimum-calls", () -> 1_000);
            properties.add(protection + "pause", () -> "50ms");
        }
        properties.add("kartoteka.lookups.not-found-life", () -> "1ms");
        properties.add("kartoteka.companies.patience", () -> "2s");
        properties.add("kartoteka.watch.enabled", () -> false);
        properties.add("kartoteka.batches.retry", () -> "50ms");
    }
}
