/**
 * Data kept encrypted at rest. Nothing in here ever reaches an event, the history or a log in clear.
 */
@NullMarked
package pl.kartoteka.client.sensitive;

import org.jspecify.annotations.NullMarked;
