/**
 * The combined company: what all registers say about one NIP, field by field, with the source of each field, by a
 * declared order of precedence.
 */
@NullMarked
package pl.kartoteka.gus.company;

import org.jspecify.annotations.NullMarked;
