/** A service small enough to test the test support with. */
@NullMarked
package pl.kartoteka.test.sample;

import org.jspecify.annotations.NullMarked;
