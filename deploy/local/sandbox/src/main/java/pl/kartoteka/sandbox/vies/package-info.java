/** VIES over REST: valid EU VAT numbers, and errors that arrive with HTTP 200. */
@NullMarked
package pl.kartoteka.sandbox.vies;

import org.jspecify.annotations.NullMarked;
