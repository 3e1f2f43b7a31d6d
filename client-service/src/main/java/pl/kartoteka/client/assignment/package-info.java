/**
 * Dictionary entries on the cards of clients: a whole trait group put on one card at once, and an entry that takes the place of another on every card, which is a
 * job because there may be many.
 */
@NullMarked
package pl.kartoteka.client.assignment;

import org.jspecify.annotations.NullMarked;
