/**
 * Wiring: who may call what, which topics are used.
 */
@NullMarked
package pl.kartoteka.client.configuration;

import org.jspecify.annotations.NullMarked;
