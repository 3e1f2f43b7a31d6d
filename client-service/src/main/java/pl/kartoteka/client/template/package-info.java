/**
 * Templates for quick entry: what a new client of a kind usually gets, from terms of payment to caretakers. A template fills what a registration leaves open and is not
 * remembered by the client; a change of the template changes nobody.
 */
@NullMarked
package pl.kartoteka.client.template;

import org.jspecify.annotations.NullMarked;
