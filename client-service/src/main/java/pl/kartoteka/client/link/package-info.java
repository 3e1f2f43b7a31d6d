/**
 * What a client is tied to elsewhere: an object of another system (an offer, an order, a contract, a project), a page on the web, another client. Only the tie is
 * kept, never what is at its other end.
 */
@NullMarked
package pl.kartoteka.client.link;

import org.jspecify.annotations.NullMarked;
