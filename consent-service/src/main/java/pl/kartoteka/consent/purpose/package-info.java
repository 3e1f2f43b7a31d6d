/**
 * The catalogue of processing purposes: what a consent is given for, on which legal basis, for which channels, and the
 * texts people were shown. Publishes {@code kartoteka.purposes.v1}.
 */
@NullMarked
package pl.kartoteka.consent.purpose;

import org.jspecify.annotations.NullMarked;
