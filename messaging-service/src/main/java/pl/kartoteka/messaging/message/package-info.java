/** One message to one client, from its order to its end; publishes {@code kartoteka.messages.v1}. */
@NullMarked
package pl.kartoteka.messaging.message;

import org.jspecify.annotations.NullMarked;
