/** Wiring: scopes and topics. */
@NullMarked
package pl.kartoteka.messaging.configuration;

import org.jspecify.annotations.NullMarked;
