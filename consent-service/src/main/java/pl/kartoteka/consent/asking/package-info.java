/**
 * Questions put to people: a signed link with the very texts that are asked about, and the answers given there. The consent
 * itself, with its evidence, is kept by {@code consent}.
 */
@NullMarked
package pl.kartoteka.consent.asking;

import org.jspecify.annotations.NullMarked;
