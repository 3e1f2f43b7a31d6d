/** What became of an SMS after the gateway took it: its reports, by which a message is DELIVERED, or FAILED after all. */
@NullMarked
package pl.kartoteka.messaging.delivery;

import org.jspecify.annotations.NullMarked;
