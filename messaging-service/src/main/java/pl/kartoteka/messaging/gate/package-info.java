/** The only way to a provider: asks consent-service at the moment of dispatch and makes the {@link pl.kartoteka.messaging.gate.ClearedMessage} that channels accept. */
@NullMarked
package pl.kartoteka.messaging.gate;

import org.jspecify.annotations.NullMarked;
