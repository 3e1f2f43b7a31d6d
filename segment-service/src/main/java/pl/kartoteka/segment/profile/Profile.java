package pl.kartoteka.segment.profile;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import pl.kartoteka.criteria.Facts;
import pl.kartoteka.events.ClientState;
import pl.kartoteka.events.ConsentState;
import pl.kartoteka.segment.criteria.ProfileFields;

/**
 * @param present whether it can be a member of anything: known, not merged into another client, not erased
 * @param clientSequence version of the client it was built from; -1 before the first
 * @param consentSequences version of each consent, by purpose
 * @param mergedInto the client it was merged into
 * @param displayName the name as its owner writes it, for people
 */
public record Profile(
        UUID clientId,
        boolean present,
        boolean erased,
        long clientSequence,
        Map<String, Long> consentSequences,
        @Nullable UUID mergedInto,
        @Nullable String displayName,
        Facts facts) {

    private static final String CONSENTS = "consent.";
    private static final String DOCUMENTS = "documents.";
    private static final String MESSAGES = "messages.";
    private static final String BRANCHES = "hasBranches";
    /** Of the facts that every card has, the one that was read last. */
    private static final String YOUNGEST = "updatedAt";

    public static Profile blank(UUID clientId) {
        return new Profile(clientId, false, false, -1, Map.of(), null, null, Facts.NONE);
    }

    /** What was counted anew for a client. */
    public sealed interface Totals {
        UUID clientId();
    }

    /** @param balance null as long as what was paid of some document is not known */
    public record DocumentTotals(
            UUID clientId,
            long count,
            @Nullable LocalDate lastDate,
            BigDecimal turnover,
            @Nullable BigDecimal balance)
            implements
                Totals {}

    public record MessageTotals(UUID clientId, long sent, long bounced, @Nullable Instant lastSentAt)
            implements
                Totals {}

    public record Structure(UUID clientId, boolean hasBranches) implements Totals {}

    /** Folded, as documents are matched by it. */
    public Optional<String> nip() {
        return facts.text("nip");
    }

    public Optional<String> headOffice() {
        return facts.text("headOffice");
    }

    /** The client after a change; an older version than the known one changes nothing. */
    public Profile with(ClientState client) {
        if (erased || isKnown(client.version())) {
            return this;
        }
        Facts.Builder after = ClientFacts.of(client);
        // Of documents from the time when payments were not kept it is not known what is still to be paid.
        if (!facts.byKey().containsKey(DOCUMENTS + "lastDate")) {
            after.number(DOCUMENTS + "balance", BigDecimal.ZERO);
        }
        UUID into = client.mergedInto();
        return new Profile(clientId, into == null, false, client.version(), consentSequences, into, client.name(),
                after.keeping(facts, Profile::notOfClient).build());
    }

    /** A profile made when less of the card was read takes the same state once more, when its topic is read anew. */
    private boolean isKnown(long version) {
        return version < clientSequence || version == clientSequence && facts.byKey().containsKey(YOUNGEST);
    }

    public Profile with(ConsentState consent) {
        String purpose = consent.purpose();
        if (erased || consent.version() <= consentSequences.getOrDefault(purpose, -1L)) {
            return this;
        }
        Map<String, Long> sequences = new HashMap<>(consentSequences);
        sequences.put(purpose, consent.version());
        String key = CONSENTS + purpose;
        Facts after = Facts.builder(ProfileFields.CATALOGUE).keeping(facts, known -> !known.equals(key))
                .text(key, consent.status()).build();
        return new Profile(
                clientId, present, false, clientSequence, Map.copyOf(sequences), mergedInto, displayName, after);
    }

    public Profile with(DocumentTotals totals) {
        return erased
                ? this
                : with(keepingAllBut(DOCUMENTS)
                        .number(DOCUMENTS + "count", BigDecimal.valueOf(totals.count()))
                        .number(DOCUMENTS + "turnover", totals.turnover())
                        .number(DOCUMENTS + "balance", totals.balance())
                        .day(DOCUMENTS + "lastDate", totals.lastDate())
                        .build());
    }

    public Profile with(MessageTotals totals) {
        return erased
                ? this
                : with(keepingAllBut(MESSAGES)
                        .number(MESSAGES + "sent", BigDecimal.valueOf(totals.sent()))
                        .number(MESSAGES + "bounced", BigDecimal.valueOf(totals.bounced()))
                        .moment(MESSAGES + "lastSentAt", totals.lastSentAt())
                        .build());
    }

    public Profile with(Structure structure) {
        return erased ? this : with(keepingAllBut(BRANCHES).flag(BRANCHES, structure.hasBranches()).build());
    }

    /** Nothing is left but the key and the guards against older events. */
    public Profile erase(long version) {
        return erased
                ? this
                : new Profile(
                        clientId, false, true, Math.max(version, clientSequence), consentSequences, null, null,
                        Facts.NONE);
    }

    private Profile with(Facts after) {
        return new Profile(
                clientId, present, erased, clientSequence, consentSequences, mergedInto, displayName, after);
    }

    private Facts.Builder keepingAllBut(String prefix) {
        Predicate<String> others = key -> !key.startsWith(prefix);
        return Facts.builder(ProfileFields.CATALOGUE).keeping(facts, others);
    }

    private static boolean notOfClient(String key) {
        return key.equals(BRANCHES) || key.startsWith(DOCUMENTS) || key.startsWith(MESSAGES)
                || key.startsWith(CONSENTS);
    }

    /** Without the name and the facts, which are personal data. */
    @Override
    public String toString() {
        return "Profile[clientId=" + clientId + ", present=" + present + ", clientSequence=" + clientSequence + "]";
    }
}
