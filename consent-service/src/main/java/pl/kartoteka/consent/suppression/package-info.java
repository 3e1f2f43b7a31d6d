/**
 * Whom or what never to contact, whatever was consented to.
 */
@NullMarked
package pl.kartoteka.consent.suppression;

import org.jspecify.annotations.NullMarked;
