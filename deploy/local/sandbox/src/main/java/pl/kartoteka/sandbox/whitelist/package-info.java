/** The white list of VAT payers, API 1.6.0. */
@NullMarked
package pl.kartoteka.sandbox.whitelist;

import org.jspecify.annotations.NullMarked;
