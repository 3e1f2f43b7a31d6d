package pl.kartoteka.gus.register;

import java.time.Clock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** The rings of a process that asks alone and keeps its quotas in memory. */
public final class Guards {
    private Guards() {}

    public static RegisterGuards alone() {
        return at(Clock.systemUTC());
    }

    public static RegisterGuards at(Clock clock) {
        return new RegisterGuards(QuotaLedger.inMemory(clock), new SimpleMeterRegistry(), clock);
    }
}
