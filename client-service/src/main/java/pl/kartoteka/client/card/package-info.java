/**
 * The card of a client: the fields there are, which of them fit which kind of client, and when a value is acceptable.
 * Pure: no database, no HTTP.
 */
@NullMarked
package pl.kartoteka.client.card;

import org.jspecify.annotations.NullMarked;
