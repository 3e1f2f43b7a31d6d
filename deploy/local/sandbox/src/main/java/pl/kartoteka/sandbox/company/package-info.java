/** The invented companies that all simulators draw from, each register showing its own view of them. */
@NullMarked
package pl.kartoteka.sandbox.company;

import org.jspecify.annotations.NullMarked;
