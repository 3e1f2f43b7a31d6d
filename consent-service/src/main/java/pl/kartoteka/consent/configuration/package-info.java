/**
 * Wiring: scopes, topics, settings.
 */
@NullMarked
package pl.kartoteka.consent.configuration;

import org.jspecify.annotations.NullMarked;
