/**
 * Who is in which segment: the judging of clients whose facts, definitions, pins or days changed, and the writing of
 * what comes of it, with the events {@code segment.entered} and {@code segment.left} in the same transaction. What is
 * judged is under the lock of the client's profile, whoever asks for it: an event, a pin, a due time or a fill.
 */
@NullMarked
package pl.kartoteka.segment.membership;

import org.jspecify.annotations.NullMarked;
