/**
 * The numbers a register is asked by. Each guards its own checksum, so that a malformed number never leaves the house.
 */
@NullMarked
package pl.kartoteka.gus.identifier;

import org.jspecify.annotations.NullMarked;
