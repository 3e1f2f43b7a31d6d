/**
 * Limits of dates that come from outside.
 */
@NullMarked
package pl.kartoteka.consent.time;

import org.jspecify.annotations.NullMarked;
