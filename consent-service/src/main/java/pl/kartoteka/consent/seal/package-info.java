/**
 * Signs the ledger from time to time: heads over all chains, each naming the one before it, that nobody without the key can
 * make again.
 */
@NullMarked
package pl.kartoteka.consent.seal;

import org.jspecify.annotations.NullMarked;
