/**
 * consent-service: what each client agreed to, with proof, and the one place that says whether a message may go.
 */
@NullMarked
package pl.kartoteka.consent;

import org.jspecify.annotations.NullMarked;
