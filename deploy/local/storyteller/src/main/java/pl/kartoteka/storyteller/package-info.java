/** Plays the main job of the suite through the gateway, as its callers would, and tells a reader what happens. */
@NullMarked
package pl.kartoteka.storyteller;

import org.jspecify.annotations.NullMarked;
