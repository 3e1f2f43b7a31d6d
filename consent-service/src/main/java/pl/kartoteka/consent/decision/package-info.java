/**
 * May these clients be contacted for this purpose on this channel now? The one authority, default deny; every answer is
 * kept with what was asked.
 */
@NullMarked
package pl.kartoteka.consent.decision;

import org.jspecify.annotations.NullMarked;
