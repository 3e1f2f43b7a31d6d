package pl.kartoteka.storyteller;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each of them answered, and how we know. */
final class Consents {

    private final Suite suite;
    private final Narrator narrator;

    Consents(Suite suite, Narrator narrator) {
        this.suite = suite;
        this.narrator = narrator;
    }

    /** Records the answer, unless it is what the ledger says already. */
    void record(Party party, String purpose, String status, Map<String, Object> evidence) {
        var path = party.path() + "/consents/" + purpose;
        var known = suite.get(Role.PRIVACY, path);
        if (known.status() == 200 && known.text("status").equals(status)) {
            narrator.proves(party.name() + ": " + purpose + " is " + status + " since an earlier telling");
            return;
        }
        var answer = new LinkedHashMap<String, Object>();
        answer.put("status", status);
        if (!evidence.isEmpty()) {
            answer.put("evidence", evidence);
        }
        var recorded = suite.put(Role.PRIVACY, path, answer).expect(200);
        if (!recorded.text("status").equals(status)) {
            throw new StoryBroken(purpose + " of " + party.name() + " is " + recorded.text("status") + " (expected: "
                    + status + ")");
        }
        var proof = evidence.isEmpty() ? "" : ", evidence " + evidence.get("method");
        narrator.proves(party.name() + ": " + purpose + " is " + status + proof);
    }

    /** Anyone entitled can check that no entry of the ledger was altered. */
    void verifyLedger() {
        var check = suite.get(Role.PRIVACY, "/consent-ledger/verification").expect(200);
        if (!check.body().path("intact").asBoolean(false)) {
            throw new StoryBroken("the consent ledger is not intact: " + check.body().path("findings"));
        }
        narrator.proves("the ledger is intact: " + check.body().path("entries").asLong() + " entries in "
                + check.body().path("chains").asLong() + " chains were checked just now");
    }
}
