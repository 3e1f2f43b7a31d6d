package pl.kartoteka.gus.bir;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.stereotype.Component;

/** Logs out when the service stops; waits for it, but not for long. */
@Component
class BirLogoutListener implements ApplicationListener<ContextClosedEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(BirLogoutListener.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final BirRegister register;

    BirLogoutListener(BirRegister register) {
        this.register = register;
    }

    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        try {
            register.logOut().block(PATIENCE);
        } catch (RuntimeException e) {
            LOG.info("The session of BIR is left to expire: {}", e.getMessage());
        }
    }
}
