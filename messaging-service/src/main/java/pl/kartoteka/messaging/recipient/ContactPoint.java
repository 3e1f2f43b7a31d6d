package pl.kartoteka.messaging.recipient;

import java.util.List;

/**
 * An e-mail address or a phone number, masked so that it never reaches a log by accident.
 *
 * @param uses what the client wants it used for
 */
record ContactPoint(String value, List<String> uses) {

    boolean serves(String use) {
        return uses.contains(use);
    }

    @Override
    public String toString() {
        return "***";
    }
}
