/**
 * Checks an export of the ledger with nothing but the export and the public key. Shares no code with the service on purpose,
 * and uses nothing but the Java platform: {@code java VerifyConsentLedger.java export.ndjson public-key.json}.
 */
@NullMarked
package pl.kartoteka.consent.offline;

import org.jspecify.annotations.NullMarked;
