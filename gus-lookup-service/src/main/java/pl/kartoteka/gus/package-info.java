/**
 * What the public registers say about a company: GUS REGON, CEIDG, the VAT white list and VIES, asked over their own
 * protocols, answered with proof, and kept.
 */
@NullMarked
package pl.kartoteka.gus;

import org.jspecify.annotations.NullMarked;
