/** segment-service: segments of clients that are always current, and the events of entering and leaving them. */
@NullMarked
package pl.kartoteka.segment;

import org.jspecify.annotations.NullMarked;
