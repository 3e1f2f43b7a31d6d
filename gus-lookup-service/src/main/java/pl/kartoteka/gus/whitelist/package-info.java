/**
 * The VAT white list of the Ministry of Finance: the VAT status of a taxpayer, its bank accounts, and the check of one
 * account; each answer with the request id that proves it.
 */
@NullMarked
package pl.kartoteka.gus.whitelist;

import org.jspecify.annotations.NullMarked;
