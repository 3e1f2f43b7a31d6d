/** Whom messages can go to and what their merge fields are filled with: a projection of {@code kartoteka.clients.v1}, guarded by its sequence. */
@NullMarked
package pl.kartoteka.messaging.recipient;

import org.jspecify.annotations.NullMarked;
