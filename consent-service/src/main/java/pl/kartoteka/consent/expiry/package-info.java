/**
 * Ends granted consents at the instant they run out.
 */
@NullMarked
package pl.kartoteka.consent.expiry;

import org.jspecify.annotations.NullMarked;
