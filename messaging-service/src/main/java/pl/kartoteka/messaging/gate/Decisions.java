package pl.kartoteka.messaging.gate;

import java.util.List;
import java.util.UUID;

/** The answer of consent-service. */
record Decisions(List<Decision> decisions) {

    record Decision(UUID clientId, boolean allowed, String reason, UUID decisionId) {}
}
