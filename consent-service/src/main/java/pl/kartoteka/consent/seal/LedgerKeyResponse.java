package pl.kartoteka.consent.seal;

import java.util.List;

/** The keys that heads of the ledger may be signed with. */
record LedgerKeyResponse(List<Key> keys) {

    /** @param publicKey X.509 in Base64 */
    record Key(String keyId, String algorithm, String publicKey, boolean current) {}
}
