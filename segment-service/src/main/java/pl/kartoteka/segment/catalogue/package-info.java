/**
 * Defining, changing, deleting and previewing segments. A definition that asks anew who belongs starts a fill of a
 * shadow generation; everything about it is decided under the exclusive lock of the definitions. Publishes
 * {@code segment.defined} and {@code segment.deleted}.
 */
@NullMarked
package pl.kartoteka.segment.catalogue;

import org.jspecify.annotations.NullMarked;
