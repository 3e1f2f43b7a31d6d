package pl.kartoteka.gus.register;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** Makes the ring around each register. */
@Component
public class RegisterGuards {
    private final QuotaLedger quotas;
    private final MeterRegistry meters;
    private final Clock clock;

    RegisterGuards(QuotaLedger quotas, MeterRegistry meters, Clock clock) {
        this.quotas = quotas;
        this.meters = meters;
        this.clock = clock;
    }

    public RegisterGuard around(Register register, Environment environment, Protection protection) {
        return new RegisterGuard(register, environment, protection, quotas, meters, clock);
    }
}
