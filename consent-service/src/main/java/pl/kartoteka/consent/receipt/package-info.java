/**
 * Records and receipts of consents for other systems: JSON-LD in the words of the Data Privacy Vocabulary, in the structure of
 * ISO/IEC TS 27560.
 */
@NullMarked
package pl.kartoteka.consent.receipt;

import org.jspecify.annotations.NullMarked;
