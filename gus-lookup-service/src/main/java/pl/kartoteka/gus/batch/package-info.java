/**
 * Many numbers at once: a batch is a durable job that asks the registers number by number, or thirty together where the
 * register takes them, within the share of the quotas that interactive questions leave. What was answered is never asked
 * again, whatever stops in between.
 */
@NullMarked
package pl.kartoteka.gus.batch;

import org.jspecify.annotations.NullMarked;
