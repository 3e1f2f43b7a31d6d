/**
 * Files that prove an answer: a signed paper, a recording's transcript. Kept in the file store, named with their hash by the
 * ledger, gone with an erasure.
 */
@NullMarked
package pl.kartoteka.consent.evidence;

import org.jspecify.annotations.NullMarked;
