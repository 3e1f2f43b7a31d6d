/**
 * Consents from a CSV file: a dry run first, then row by row with what is wrong told by line and column. It goes on after a crash,
 * and a file that is read again changes nothing.
 */
@NullMarked
package pl.kartoteka.consent.imports;

import org.jspecify.annotations.NullMarked;
