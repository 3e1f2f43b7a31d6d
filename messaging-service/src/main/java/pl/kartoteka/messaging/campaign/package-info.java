/** Bulk sending to a segment: draft, pre-flight, start with the audience of that moment, pause, resume, cancel, progress. */
@NullMarked
package pl.kartoteka.messaging.campaign;

import org.jspecify.annotations.NullMarked;
