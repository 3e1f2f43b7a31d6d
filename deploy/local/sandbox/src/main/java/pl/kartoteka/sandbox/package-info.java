/** The outside world of a local run: mail and SMS that arrive nowhere else, and registers that can be made to fail. */
@NullMarked
package pl.kartoteka.sandbox;

import org.jspecify.annotations.NullMarked;
