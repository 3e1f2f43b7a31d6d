/**
 * Asking one register through its cache: a kept answer while it is fresh enough, else one call for all who ask at once,
 * else the last good answer marked stale, else a clear refusal with when to come back.
 */
@NullMarked
package pl.kartoteka.gus.lookup;

import org.jspecify.annotations.NullMarked;
