package pl.kartoteka.messaging.gate;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.messaging.template.MessageLinks;

/** The answer of consent-service. */
record Decisions(List<Decision> decisions) {

    record Decision(
            UUID clientId, boolean allowed, String reason, UUID decisionId, @Nullable MessageLinks links) {}
}
