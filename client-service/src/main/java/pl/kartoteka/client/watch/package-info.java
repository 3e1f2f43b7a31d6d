/**
 * Watching what the registers say of clients: where it differs from the card, a change is proposed, and a person accepts or
 * refuses it. Nothing is changed by itself.
 */
@NullMarked
package pl.kartoteka.client.watch;

import org.jspecify.annotations.NullMarked;
