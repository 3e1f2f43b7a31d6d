/**
 * Clients that look like one another: same or similar name, same e-mail, phone, address or number. They are warned about and
 * never refused; a person decides, and merges them or not.
 */
@NullMarked
package pl.kartoteka.client.duplicate;

import org.jspecify.annotations.NullMarked;
