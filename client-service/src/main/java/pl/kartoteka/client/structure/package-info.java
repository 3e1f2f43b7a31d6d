/**
 * The organisational structure of clients, read: which branches a head office has, the organisation as a whole, and what
 * follows from a place in it: the terms that hold and who pays. Where a client belongs its own card says.
 */
@NullMarked
package pl.kartoteka.client.structure;

import org.jspecify.annotations.NullMarked;
