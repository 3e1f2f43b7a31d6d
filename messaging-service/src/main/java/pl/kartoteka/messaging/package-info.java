/** Every e-mail and SMS of the suite, sent or refused to be. */
@NullMarked
package pl.kartoteka.messaging;

import org.jspecify.annotations.NullMarked;
