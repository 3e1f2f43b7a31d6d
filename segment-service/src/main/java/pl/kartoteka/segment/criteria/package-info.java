/** What the criteria of segments may ask about, and where the profile keeps it; the language itself is a library. */
@NullMarked
package pl.kartoteka.segment.criteria;

import org.jspecify.annotations.NullMarked;
