/**
 * Every change of every field of a client: from what, to what, who, when, through which channel and why. Written in the
 * transaction of the change itself.
 */
@NullMarked
package pl.kartoteka.client.history;

import org.jspecify.annotations.NullMarked;
