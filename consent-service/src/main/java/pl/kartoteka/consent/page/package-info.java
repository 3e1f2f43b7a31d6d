/**
 * Pages for people: plain HTML in Polish and English, without scripts and without anything from elsewhere, or JSON for a front
 * end that draws its own. Nothing keeps, indexes or frames them.
 */
@NullMarked
package pl.kartoteka.consent.page;

import org.jspecify.annotations.NullMarked;
