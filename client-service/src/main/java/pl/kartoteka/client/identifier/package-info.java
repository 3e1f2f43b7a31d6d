/**
 * Numbers and addresses that identify someone: each knows how it is written and which of its forms are valid.
 */
@NullMarked
package pl.kartoteka.client.identifier;

import org.jspecify.annotations.NullMarked;
