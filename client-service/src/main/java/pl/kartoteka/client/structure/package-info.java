/** The organisational structure of clients, read: which branches a head office has. Where a client belongs its own card says. */
@NullMarked
package pl.kartoteka.client.structure;

import org.jspecify.annotations.NullMarked;
