/**
 * VIES, the VAT numbers of the European Union, asked over its REST interface; the consultation number is kept as proof.
 */
@NullMarked
package pl.kartoteka.gus.vies;

import org.jspecify.annotations.NullMarked;
