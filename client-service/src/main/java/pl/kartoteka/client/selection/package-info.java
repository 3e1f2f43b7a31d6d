/**
 * Which clients are meant: by text, by criteria, by a list of ids, or by several of these at once. Lists, exports and bulk actions select the
 * same clients for the same words. Keeps what other services say of our clients, as far as criteria may ask about it.
 */
@NullMarked
package pl.kartoteka.client.selection;

import org.jspecify.annotations.NullMarked;
