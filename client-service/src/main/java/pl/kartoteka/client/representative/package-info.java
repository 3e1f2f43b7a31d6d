/**
 * People who act for clients: one person for many companies, with a position in each. They are no clients, so they are kept apart and found by name; who acts for
 * nobody may be removed.
 */
@NullMarked
package pl.kartoteka.client.representative;

import org.jspecify.annotations.NullMarked;
