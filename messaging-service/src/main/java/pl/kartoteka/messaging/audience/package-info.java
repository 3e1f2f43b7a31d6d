/** Who is in which segment: projections of {@code kartoteka.segments.v1} and {@code kartoteka.segment-members.v1}, guarded by their sequences. */
@NullMarked
package pl.kartoteka.messaging.audience;

import org.jspecify.annotations.NullMarked;
