package pl.kartoteka.consent.verification;

import java.time.Instant;
import java.util.List;

/**
 * What the check of the whole ledger found.
 *
 * @param headsHash SHA-256 over the heads of all chains in the order of client ids: kept elsewhere, it proves later that
 *     nothing up to this moment was rewritten
 * @param signedHeads the number of the last signed head
 * @param signedHeadHash its hash: compared with one kept elsewhere, it shows that no signed head was replaced
 * @param findings the first of them
 */
record Verification(
        boolean intact,
        long chains,
        long entries,
        String headsHash,
        long signedHeads,
        String signedHeadHash,
        long findingCount,
        List<Finding> findings,
        Instant verifiedAt) {}
