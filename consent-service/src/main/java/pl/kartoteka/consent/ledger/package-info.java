/**
 * The append-only record behind every consent: per client a chain of canonical JSON entries, each holding the hash of the
 * one before it. What may be personal lies beside the chain, so that it can be erased and the chain still verifies.
 */
@NullMarked
package pl.kartoteka.consent.ledger;

import org.jspecify.annotations.NullMarked;
