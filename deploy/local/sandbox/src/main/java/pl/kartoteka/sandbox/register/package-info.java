/** What the simulated registers have in common: the mode they are in, how they fail, and the limits they publish. */
@NullMarked
package pl.kartoteka.sandbox.register;

import org.jspecify.annotations.NullMarked;
