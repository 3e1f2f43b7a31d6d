/**
 * Changes of membership as they happen, streamed to whoever watches a segment. Every instance follows the topic of
 * members by itself from its end, so a watcher sees what any instance did.
 */
@NullMarked
package pl.kartoteka.segment.live;

import org.jspecify.annotations.NullMarked;
