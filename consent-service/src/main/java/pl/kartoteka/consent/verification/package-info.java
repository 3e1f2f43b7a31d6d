/**
 * Recomputes the whole ledger and says where it was altered.
 */
@NullMarked
package pl.kartoteka.consent.verification;

import org.jspecify.annotations.NullMarked;
