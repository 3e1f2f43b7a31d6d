/**
 * Wiring of the service: security, the registers, the topics in use.
 */
@NullMarked
package pl.kartoteka.gus.configuration;

import org.jspecify.annotations.NullMarked;
