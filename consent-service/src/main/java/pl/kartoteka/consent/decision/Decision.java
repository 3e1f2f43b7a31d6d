package pl.kartoteka.consent.decision;

import java.util.UUID;

/** The answer for one client. */
record Decision(UUID decisionId, UUID clientId, Reason reason) {
    boolean allowed() {
        return reason.allows();
    }
}
