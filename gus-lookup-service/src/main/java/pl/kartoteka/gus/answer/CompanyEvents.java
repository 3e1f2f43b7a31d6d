package pl.kartoteka.gus.answer;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import pl.kartoteka.events.CompanyEvent;
import pl.kartoteka.events.CompanyEvent.CompanyChanged;
import pl.kartoteka.events.CompanyEvent.CompanyVerified;

/** What an answer means to the rest of the suite. */
@Component
class CompanyEvents {
    /** Sequence numbers one answer may use. */
    static final int PER_ANSWER = 2;

    private final Facts facts;

    CompanyEvents(Facts facts) {
        this.facts = facts;
    }

    /**
     * First what changed, last the whole state, which is what the compacted topic keeps.
     *
     * @param last sequence of the NIP after these events
     */
    List<CompanyEvent> of(String nip, @Nullable KeptAnswer before, KeptAnswer answer, long last) {
        var events = new ArrayList<CompanyEvent>();
        if (before != null) {
            var changes = facts.changes(before.outcome(), before.data(), answer.outcome(), answer.data());
            if (!changes.isEmpty()) {
                events.add(new CompanyChanged(nip, answer.register().name(), answer.checkedAt(), changes, last - 1));
            }
        }
        events.add(new CompanyVerified(nip, answer.register().name(), answer.outcome().name(), answer.checkedAt(),
                answer.proof().id(), answer.environment().name(), facts.published(answer.outcome(), answer.data()),
                last));
        return events;
    }
}
