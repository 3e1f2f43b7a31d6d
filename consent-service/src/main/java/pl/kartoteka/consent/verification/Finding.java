package pl.kartoteka.consent.verification;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A place where the ledger is not as it was written.
 *
 * @param clientId null when it concerns a signed head
 * @param position in the client's chain; null when it concerns the chain as a whole
 * @param head the number of the signed head that shows it
 */
record Finding(@Nullable UUID clientId, @Nullable Long position, @Nullable Long head, Kind kind) {

    enum Kind {
        /** The text of the entry does not have the hash stored with it. */
        ENTRY_ALTERED,
        /** The entry does not continue the one stored before it: that one was exchanged, removed, moved or inserted. */
        LINK_BROKEN,
        /** Entries between the one before and this one are gone. */
        ENTRY_MISSING,
        /** The entry says it belongs to another client or another place. */
        ENTRY_MISPLACED,
        /** The chain does not end where its head says: entries at the end are gone or were added. */
        END_DIFFERS,
        /** The chain has no head. */
        HEAD_MISSING,
        /** What lies beside the entry is not what was recorded. */
        DETAIL_ALTERED,
        /** What lies beside the entry is gone, and no erasure says why. */
        DETAIL_MISSING,
        /** The text the person was shown is not stored as it was. */
        TEXT_ALTERED,
        /** The state that decisions read is not what the last entry says. */
        STATE_DIFFERS,
        /** A signed head saw another entry here, or any: it was exchanged or removed since. */
        SEALED_ENTRY_DIFFERS,
        /** Signed heads between the one before and this one are gone. */
        SIGNED_HEAD_MISSING,
        /** The head is not what was signed, or does not continue the one before it. */
        SIGNED_HEAD_ALTERED,
        /** What the head sealed is not stored as it was. */
        SEAL_ALTERED
    }
}
