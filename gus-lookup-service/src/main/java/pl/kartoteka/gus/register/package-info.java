/**
 * What the four registers have in common: the question, the reply with its outcome and proof, the ways in which asking can
 * fail, and the ring of limits (time, retry, circuit, bulkhead, quota) around every call.
 */
@NullMarked
package pl.kartoteka.gus.register;

import org.jspecify.annotations.NullMarked;
